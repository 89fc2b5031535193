// What is asked of a server and what its answers mean, against a real one on loopback.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { addressOf, Refused, Server, Unreachable } from "../page/server.js";

const asked = [];
let answer;
let http;
let server;

before(async () => {
  http = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    asked.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (!answer) return request.socket.destroy();
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(answer.body);
  });
  await new Promise((go) => http.listen(0, "127.0.0.1", go));
  server = new Server(`http://127.0.0.1:${http.address().port}/booth/B/`);
});

after(() => http.close());

const answering = (status, body) => {
  answer = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
};

test("states are asked without a cookie", async () => {
  answering(200, { polls: { P: { state: "open" } } });
  assert.deepEqual(await server.states(), { P: { state: "open" } });
  const { method, url, headers } = asked.at(-1);
  assert.deepEqual(
    [method, url, headers.cookie, headers.referer],
    ["GET", "/booth/B/state.json", undefined, undefined],
  );
});

test("credentials are asked by two digits", async () => {
  answering(200, { credentials: ["ab1"], refused: [] });
  assert.deepEqual(await server.credentials("P", "ab"), { credentials: ["ab1"], refused: [] });
  assert.equal(asked.at(-1).url, "/booth/B/polls/P/credentials/ab");
});

test("a ballot is sent as plain text, which no browser asks leave for, and its receipt comes back", async () => {
  for (const status of [201, 200]) {
    answering(status, { tracker: "t", position: 1, receipt: { tracker: "t" } });
    assert.deepEqual(await server.cast("P", '{"é":1}'), { tracker: "t" });
  }
  const { method, url, headers, body } = asked.at(-1);
  assert.deepEqual([method, url, body], ["POST", "/booth/B/polls/P/ballots", '{"é":1}']);
  assert.equal(headers["content-type"], "text/plain;charset=UTF-8");
});

test("a refusal carries the server's words", async () => {
  const findings = [{ check: "ballot-signature", subject: "", expected: "signed", got: "not" }];
  for (const status of [409, 413, 422, 423]) {
    answering(status, { message: "No.", findings });
    await assert.rejects(server.cast("P", "{}"), (error) => {
      assert.ok(error instanceof Refused);
      assert.deepEqual([error.status, error.message, error.findings], [status, "No.", findings]);
      return true;
    });
  }
});

test("a server in trouble, a lost line, or somebody else's page are no answer", async () => {
  const cast = () => server.cast("P", "{}");
  const ask = () => server.credentials("P", "ab");
  const states = () => server.states();
  for (const [status, body, calls] of [
    [503, { message: "later" }, [cast, ask, states]],
    [429, { message: "later" }, [cast]],
    [404, { message: "none" }, [ask, states]],
    [200, "<html>Sign in to this network</html>", [cast, ask, states]],
    [200, [], [cast, ask, states]],
    [200, {}, [cast, ask, states]],
    [200, { credentials: {}, refused: [] }, [ask]],
    [200, { credentials: [] }, [ask]],
  ]) {
    answering(status, body);
    for (const call of calls) await assert.rejects(call(), Unreachable, `${status} ${answer.body}`);
  }
  answer = undefined;
  for (const call of [cast, ask, states]) await assert.rejects(call(), Unreachable);
});

test("a page asks the server it came from, a saved copy the one it was saved from", () => {
  const block = { booth: "B", server: "https://vote.example/booth/B/" };
  const at = (address) => addressOf(block, new URL(address));
  assert.equal(at("http://127.0.0.1:8000/booth/B/"), "http://127.0.0.1:8000/booth/B/");
  assert.equal(at("https://x.example/under/booth/B/page.html"), "https://x.example/under/booth/B/");
  assert.equal(at("file:///media/booth.html"), block.server);
  assert.equal(at("file:///booth/B/page.html"), block.server);
  assert.equal(at("https://copy.example/booth.html"), block.server);
});

test("the ballot list is the server's own", () => {
  assert.equal(new Server("https://x.example/booth/B/").ballotList("P"), "https://x.example/ballots/P/");
});
