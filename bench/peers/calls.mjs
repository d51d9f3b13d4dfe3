// REST calls at rest: one after the other, each path so often; what is read was written by the load before.
//   node calls.mjs URL USERS CALLS
import { readFileSync } from "node:fs";

const [url, users, calls] = process.argv.slice(2);
const [me, peer] = readFileSync(users, "utf8").trim().split("\n").slice(0, 2).map((line) => {
  const [id, token] = line.split("\t");
  return { id, token };
});
const headers = { authorization: `Bearer ${me.token}`, "content-type": "application/json" };
const get = async (path) => {
  const answer = await fetch(url + path, { headers });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${body}`);
  return JSON.parse(body);
};

const [chat] = (await get("/api/chat/chats")).data;
let n = 0;
const post = async () => {
  const body = JSON.stringify({ receiverId: Number(peer.id), messageType: 1, content: `a message over HTTP ${n++}` });
  const answer = await fetch(`${url}/api/web/messages`, { method: "POST", headers, body });
  if (answer.status >= 300) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.text();
};
const paths = {
  "history, Rooms": () => get(`/api/chat/chats/${chat._id}/messages`),
  "chats, Rooms": () => get("/api/chat/chats"),
  "history, Web": () => get(`/api/web/messages/${peer.id}`),
  "sessions, Web": () => get("/api/web/sessions"),
  "contacts, Web": () => get("/api/web/contact"),
  "search, Web": () => get("/api/web/messages/search?keyword=happy%20families"),
  "send, Web": post,
};
for (const [name, call] of Object.entries(paths)) {
  for (let i = 0; i < 50; i++) await call();
  const times = [];
  for (let i = 0; i < Number(calls); i++) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }

  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${name.padEnd(16)} p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms`);
}
