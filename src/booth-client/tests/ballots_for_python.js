// Makes ballots as told on standard input, for tests/booth_client/test_against_the_library.py: lines of JSON
// {"election", "code", "choices", "random": hexadecimal}, answered by lines of JSON {"ballot", "tracker", "left"}.

import { createInterface } from "node:readline";

import { finish, makeBallot, readElection, tracker } from "../protocol/ballots.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { election, code, choices, random } = JSON.parse(line);
  const bytes = Buffer.from(random, "hex");
  let used = 0;
  const draw = (count) => Uint8Array.from(bytes.subarray(used, (used += count)));
  const ballot = finish(makeBallot(readElection(election), code, choices, draw));
  process.stdout.write(`${JSON.stringify({ ballot, tracker: tracker(ballot), left: bytes.length - used })}\n`);
}
