// What one voter is doing at this page: the code entered, the contests it opens, choices, ballots made and receipts.
// Nothing of it leaves the page but a ballot, and two digits of each public credential.

import { makeBallot, readElection, tracker } from "../protocol/ballots.js";
import { publicCredential, slips } from "../protocol/codes.js";
import { base64Digest, systemRandomness } from "../protocol/group.js";
import { receiptHolds } from "../protocol/receipts.js";
import { Refused } from "./server.js";

/** What a code may do in a contest. */
export const Standing = { OPENS: "opens", REFUSED: "refused", NONE: "none" };

/** The page holds an election other than the one that its fingerprint names. */
export class AlteredPage extends Error {}

/** One contest of the booth, with what the voter has done in it. */
export class Contest {
  /** `poll`: an entry of the data block's polls. */
  constructor(poll) {
    if (base64Digest(poll.election) !== poll.fingerprint) throw new AlteredPage(poll.title);
    this.poll = poll;
    this.election = readElection(poll.election);
    if (this.election.uuid !== poll.uuid || this.election.questions.length !== 1) throw new AlteredPage(poll.title);
    this.question = this.election.questions[0];
    this.forget();
  }

  /** As if nobody had entered a code. */
  forget() {
    this.standing = Standing.NONE;
    this.choice = undefined;
    this.ballot = undefined;
    this.receipt = undefined;
  }

  /** How a blank paper is chosen; undefined where the question allows none. */
  get blankChoice() {
    const { kind, blank, minimum } = this.question;
    if (kind !== "marks") return [];
    if (blank) return "blank";
    return minimum === 0 ? [] : undefined;
  }

  /** Whether a choice is a blank paper. */
  isBlank(choice) {
    return choice === "blank" || (Array.isArray(choice) && choice.length === 0);
  }

  /** Whether a kept draft can be a choice here: an older page may have left another. */
  allows(choice) {
    const { candidates, maximum = candidates.length } = this.question;
    if (choice === "blank") return this.blankChoice === "blank";
    return (
      Array.isArray(choice) &&
      choice.length <= maximum &&
      new Set(choice).size === choice.length &&
      choice.every((position) => Number.isInteger(position) && position >= 0 && position < candidates.length)
    );
  }
}

export class Session {
  /** `server`: a Server; `drafts`: Drafts; `booth`: the data block. */
  constructor(booth, server, drafts) {
    this.booth = booth;
    this.server = server;
    this.drafts = drafts;
    this.code = undefined;
    this.states = {};
    this.contests = booth.polls.map((poll) => new Contest(poll));
  }

  /** The language that the booth's own texts are written in: titles, instructions, notes, notices. */
  get writtenIn() {
    return this.booth.languages[0];
  }

  /** The contests that the code opens, in the order of the booth. */
  get mine() {
    return this.contests.filter((contest) => contest.standing === Standing.OPENS);
  }

  /** Those whose code was replaced or taken out of use. */
  get refused() {
    return this.contests.filter((contest) => contest.standing === Standing.REFUSED);
  }

  /** Ask how each poll stands. */
  async refresh() {
    this.states = await this.server.states();
  }

  /** How a contest stands: {state, closes, ballots, notice}. */
  stateOf(contest) {
    return this.states[contest.poll.uuid] ?? { state: "open", closes: this.booth.closes, notice: "" };
  }

  /** Whether a ballot can be cast in a contest now. */
  takesBallots(contest) {
    return ["open", "rehearsal"].includes(this.stateOf(contest).state);
  }

  /** Learn what a code opens, asking by two digits only. Raises `Unreachable`; the session is then as it was before. */
  async enter(code) {
    const standings = await Promise.all(this.contests.map((contest) => this.#standing(contest, code)));
    await this.refresh();
    this.#forget();
    this.code = code;
    for (const [at, contest] of this.contests.entries()) {
      contest.standing = standings[at];
      if (contest.standing !== Standing.OPENS) continue;
      const draft = this.drafts.read(contest.poll.uuid, code);
      contest.choice = contest.allows(draft) ? draft : undefined;
    }
  }

  async #standing(contest, code) {
    const credential = publicCredential(contest.poll.uuid, code);
    const { credentials, refused } = await this.server.credentials(contest.poll.uuid, credential.slice(0, 2));
    if (refused.includes(credential)) return Standing.REFUSED;
    return credentials.includes(credential) ? Standing.OPENS : Standing.NONE;
  }

  /**
   * The one slip of the pen that makes this code open something: {place, was, is}; undefined where there is none, or
   * more than one. All credentials are fetched, so that the server learns nothing. `tell(share)` hears how far it is.
   */
  async findSlip(code, tell) {
    const candidates = [...slips(code)];
    const found = new Map();
    for (const [at, contest] of this.contests.entries()) {
      const known = await this.#everyCredential(contest.poll.uuid);
      for (const [tried, slip] of candidates.entries()) {
        if (known.has(publicCredential(contest.poll.uuid, slip.code))) found.set(slip.code, slip);
        if (tried % 32 === 0) await tell((at + tried / candidates.length) / this.contests.length);
      }
    }
    return found.size === 1 ? found.values().next().value : undefined;
  }

  async #everyCredential(poll) {
    const every = new Set();
    for (let first = 0; first < 256; first += 16) {
      const some = Array.from({ length: 16 }, (_, next) => (first + next).toString(16).padStart(2, "0"));
      const buckets = await Promise.all(some.map((digits) => this.server.credentials(poll, digits)));
      for (const { credentials } of buckets) for (const credential of credentials) every.add(credential);
    }
    return every;
  }

  /** The voter chose something: kept as a draft. The ballot made of an earlier choice is thrown away. */
  choose(contest, choice) {
    contest.choice = choice;
    contest.ballot = undefined;
    if (choice === undefined) this.drafts.clear(contest.poll.uuid, this.code);
    else this.drafts.keep(contest.poll.uuid, this.code, choice);
  }

  /** Encrypt the choice of a contest, once: a ballot made stays the same until the choice changes or it is cast. */
  async encrypt(contest, tell) {
    if (contest.ballot) return;
    const steps = makeBallot(contest.election, this.code, [contest.choice], systemRandomness);
    contest.ballot = await inSteps(steps, tell);
  }

  /**
   * Send the ballot that was made. Raises `Unreachable`, after which the same ballot can be sent again, or `Refused`.
   * The receipt is {poll, tracker, position, head, signature, holds}, `holds` saying whether its signature does.
   */
  async cast(contest) {
    const { uuid } = contest.poll;
    const number = tracker(contest.ballot);
    const receipt = await this.#sent(contest);
    const holds = receiptHolds(receipt, { poll: uuid, tracker: number, key: this.booth.receipt_key });
    contest.receipt = { ...receipt, tracker: number, holds };
    contest.ballot = undefined;
    contest.choice = undefined;
    this.drafts.clear(uuid, this.code);
  }

  /** A ballot that was refused is not on the board, and is not sent again. */
  async #sent(contest) {
    try {
      return await this.server.cast(contest.poll.uuid, contest.ballot);
    } catch (error) {
      if (error instanceof Refused) contest.ballot = undefined;
      throw error;
    }
  }

  /** Forget the code and all that was done with it, drafts too: nothing is left on a device that others use. */
  leave() {
    for (const contest of this.mine) this.drafts.clear(contest.poll.uuid, this.code);
    this.#forget();
  }

  #forget() {
    this.code = undefined;
    for (const contest of this.contests) contest.forget();
  }
}

const BREATH = 40;

/** The return value of a generator of shares, run in spans of 40 ms between which the page lives. */
async function inSteps(steps, tell) {
  let began = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - began > BREATH) {
      await tell(step.value);
      began = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}
