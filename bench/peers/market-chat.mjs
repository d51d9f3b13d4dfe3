// Market's list of conversations and a history, one call after the other. What is read is written here first, and filled up by StoreBench in between.
//   node market-chat.mjs make URL USERS
//   node market-chat.mjs measure URL USERS CALLS
import { readFileSync } from "node:fs";

const [step, url, users, calls] = process.argv.slice(2);
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

if (step === "make") {
  let next = 0;
  await Promise.all(Array.from({ length: 32 }, async () => {
    while (next < others.length) {
      const other = others[next++];
      const { data } = await call("POST", "/conversations", other, { targetUserId: me.id });
      await call("POST", `/conversations/${data.id}/messages`, other, { content: { text: `hello from ${other.id}` } });
    }
  }));
} else {
  const { data, pagination } = await call("GET", "/conversations?limit=100");
  const ids = data.map((one) => one.id);
  const history = await call("GET", `/conversations/${ids[0]}/messages`);
  const pages = Math.min(10000, Math.ceil(history.pagination.total / 50));
  console.log(`${pagination.total} conversations, ${history.pagination.total} messages in each`);
  const lists = Math.max(1, Math.floor(pagination.total / 20));
  const paths = {
    "conversations, first 20": () => "/conversations",
    "conversations, first 100": () => "/conversations?limit=100",
    "conversations, last 20": () => `/conversations?limit=20&page=${lists}`,
    "history, newest 50": (i) => `/conversations/${ids[i % ids.length]}/messages`,
    "history, any page of 50": (i) => `/conversations/${ids[i % ids.length]}/messages?page=${1 + ((i * 7919) % pages)}`,
  };
  for (const [name, path] of Object.entries(paths)) {
    for (let i = 0; i < 100; i++) await call("GET", path(i));
    const times = [];
    for (let i = 0; i < Number(calls); i++) {
      const begun = performance.now();
      await call("GET", path(i + 100));
      times.push(performance.now() - begun);
    }

    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
    console.log(`${name.padEnd(26)} p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms`);
  }
}
