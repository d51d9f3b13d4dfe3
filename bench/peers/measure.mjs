// What bench/run-socketio runs: peers take turns, round by round, and the median of the rounds is printed beside Node's.
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Peer, peers } from "./peer.mjs";
import { printIdle, printRates } from "./tables.mjs";

const env = (name, otherwise) => process.env[name] ?? otherwise;
const parts = process.argv.length > 2 ? process.argv.slice(2) : ["relay", "broadcast", "idle"];
const names = env("PEERS", "node signalr socketio").split(" ");
const seconds = Number(env("SECONDS_EACH", "10"));
const rounds = Number(env("ROUNDS", "3"));
const hold = Number(env("HOLD", "30"));
const perProcess = 10_000; // connections of one load process: where a process may have 20,000 descriptors, not all 18,000 are left to it

const settings = [
  { title: "relay, 200 clients × 1 in flight", unit: "messages", scenario: "relay", options: { connections: 200, "in-flight": 1 } },
  { title: "relay, 200 clients × 8 in flight", unit: "messages", scenario: "relay", options: { connections: 200, "in-flight": 8 } },
  { title: "relay, 2,000 clients × 1 in flight", unit: "messages", scenario: "relay", options: { connections: 2000, "in-flight": 1 } },
  { title: "broadcast to 1,000 clients, 4 in flight", unit: "deliveries", scenario: "broadcast", options: { connections: 1000, "in-flight": 4 } },
];

// One round after the other, all peers in each: what else the machine does then falls on all of them.
async function inTurn(these, measure) {
  const results = new Map(these.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++)
    for (const peer of these) {
      const figures = await measure(peer);
      if (figures) results.get(peer).push(figures);
      else process.exitCode = 1;
    }
  return results;
}

async function rates() {
  const started = await Promise.all(names.map((name) => Peer.start(name)));
  for (const peer of started) {
    // Not measured: the servers on .NET compile what they run often, which takes longer than the warm-up of one run.
    await peer.load("relay", { connections: 200, "in-flight": 8, warmup: 0, seconds: 10 });
    await peer.load("broadcast", { connections: 1000, "in-flight": 4, warmup: 0, seconds: 5 });
  }
  for (const { title, unit, scenario, options } of settings.filter((setting) => parts.includes(setting.scenario)))
    printRates(title, unit, await inTurn(started, (peer) => peer.load(scenario, { ...options, seconds })));
  await Promise.all(started.map((peer) => peer.stop()));
}

// A new server each time: the memory that one run left behind would hide the next one's. What the first clients cost is not counted.
async function idle(name, connections) {
  const peer = await Peer.start(name);
  try {
    await (await peer.hold(200)).end();
    const [heap, resident] = [await peer.heap(), peer.resident()];
    const processes = Math.ceil(connections / perProcess);
    const holders = await Promise.all(Array.from({ length: processes }, () => peer.hold(connections / processes)));
    const processor = peer.processor();
    await sleep(1000 * hold);
    const figures = {
      connectsPerSecond: connections / Math.max(...holders.map((holder) => holder.figures.connectSeconds)),
      connectMax: Math.max(...holders.map((holder) => holder.figures.connectMax)),
      processor: (100 * (peer.processor() - processor)) / hold,
      resident: (peer.resident() - resident) / connections / 1000,
      heap: ((await peer.heap()) - heap) / connections / 1000,
      residentCollected: (peer.resident() - resident) / connections / 1000,
    };
    return (await Promise.all(holders.map((holder) => holder.end()))).every(Boolean) ? figures : null;
  } finally {
    await peer.stop();
  }
}

const node = names.includes("node") ? `, Node ${process.version}` : "";
const dotnet = execFileSync("dotnet", ["--version"], { encoding: "utf8" }).trim();
console.log(`${cpus().length} × ${cpus()[0].model}, load average ${loadavg().map((l) => l.toFixed(2)).join(" ")}${node}, .NET SDK ${dotnet}`);
console.log(`median of ${rounds} rounds of ${seconds} s, peers in turn; the load runs on the same processors`);
if (parts.some((part) => part !== "idle")) await rates();
if (parts.includes("idle"))
  for (const connections of env("IDLE", "10000 18000").split(" ").map(Number))
    printIdle(connections, hold, await inTurn(names.map((name) => ({ name, ...peers[name] })), ({ name }) => idle(name, connections)));
