// What this page asks of the server, and sends to it: no cookie, no voting code, no choice.

/** The server could not be reached, or did not answer as agreed. What was to be sent can be sent again. */
export class Unreachable extends Error {}

/** The server refused a ballot: {status, message, findings}. */
export class Refused extends Error {
  constructor(status, { message = "", findings = [] } = {}) {
    super(message);
    this.status = status;
    this.findings = findings;
  }
}

const PATIENCE = 30_000;

export class Server {
  /** `address` ends in /booth/<booth>/. */
  constructor(address) {
    this.address = address;
  }

  /** The state of each poll by its uuid: {state, closes, ballots, notice}. */
  async states() {
    return record((await this.#read("state.json")).polls);
  }

  /** The credentials of a poll that begin with the same two digits: {credentials, refused}. */
  async credentials(poll, digits) {
    const { credentials, refused } = await this.#read(`polls/${poll}/credentials/${digits}`);
    return { credentials: list(credentials), refused: list(refused) };
  }

  /** Put a ballot on the board: the receipt. The same ballot again gives the same receipt. */
  async cast(poll, ballot) {
    const answer = await this.#ask(`polls/${poll}/ballots`, {
      method: "POST",
      headers: { "Content-Type": "text/plain;charset=UTF-8" },
      body: ballot,
    });
    const body = await json(answer);
    if (answer.ok) return record(body.receipt);
    if (answer.status >= 500 || answer.status === 429) throw new Unreachable(`status ${answer.status}`);
    throw new Refused(answer.status, body);
  }

  /** The ballot list of a poll, where a receipt number is looked up by a form, so that no address holds it. */
  ballotList(poll) {
    return new URL(`/ballots/${poll}/`, this.address).href;
  }

  async #read(path) {
    const answer = await this.#ask(path, {});
    if (!answer.ok) throw new Unreachable(`status ${answer.status}`);
    return await json(answer);
  }

  async #ask(path, request) {
    try {
      return await fetch(new URL(path, this.address), {
        ...request,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      throw new Unreachable(error.message);
    }
  }
}

async function json(answer) {
  let value;
  try {
    value = await answer.json();
  } catch {
    throw strange();
  }
  return record(value);
}

/** An object, as every answer is. */
function record(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw strange();
  return value;
}

function list(value) {
  if (!Array.isArray(value)) throw strange();
  return value;
}

/** What answered is not the server: a sign-in page of the place one sits in, for one. */
function strange() {
  return new Unreachable("not the answer of a booth");
}

/** Where to ask: the server that this page came from, or for a saved copy the one that it was saved from. */
export function addressOf({ booth, server }, location) {
  const path = `/booth/${booth}/`;
  const at = location.pathname.indexOf(path);
  if (!/^https?:$/.test(location.protocol) || at < 0) return server;
  return location.origin + location.pathname.slice(0, at + path.length);
}
