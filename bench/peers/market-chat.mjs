// Market's list of conversations and a history, one call after the other. What is read is written here first.
//   node market-chat.mjs URL USERS MESSAGES CALLS
import { readFileSync } from "node:fs";

const [url, users, messages, calls] = process.argv.slice(2);
const [me, ...others] = readFileSync(users, "utf8").trim().split("\n").map((line) => {
  const [id, token] = line.split("\t");
  return { id, token };
});
const call = async (method, path, person = me, body = undefined) => {
  const answer = await fetch(`${url}/api/v1/chat${path}`, {
    method, headers: { authorization: `Bearer ${person.token}`, "content-type": "application/json" }, body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
};
const all = async (count, make, atOnce = 64) => {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) await make(next++);
  }));
};

await all(others.length, async (i) => {
  const { data } = await call("POST", "/conversations", others[i], { targetUserId: me.id });
  others[i].conversation = data.id;
  await call("POST", `/conversations/${data.id}/messages`, others[i], { content: { text: `hello from ${i}` } });
});
const long = others[0].conversation;
await all(Number(messages), (i) => call("POST", `/conversations/${long}/messages`, others[0], { content: { text: `message ${i}` } }));

const deep = Math.max(1, Math.floor(Number(messages) / 50 / 2));
const paths = {
  "conversations, first 20": "/conversations",
  "conversations, first 100": "/conversations?limit=100",
  "conversations, last page": `/conversations?limit=20&page=${Math.max(1, Math.floor(others.length / 20))}`,
  "history, newest 50": `/conversations/${long}/messages`,
  "history, in the middle": `/conversations/${long}/messages?page=${Math.min(deep, 10000)}`,
};
for (const [name, path] of Object.entries(paths)) {
  for (let i = 0; i < 50; i++) await call("GET", path);
  const times = [];
  for (let i = 0; i < Number(calls); i++) {
    const begun = performance.now();
    await call("GET", path);
    times.push(performance.now() - begun);
  }

  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${name.padEnd(26)} p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms`);
}
