// A server to measure, and the load program that is pointed at it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bench = fileURLToPath(new URL("..", import.meta.url));
const dotnet = (name) => [`${bench}peers/${name}/bin/Release/net10.0/peer-${name}`, ...(process.env.PEER_ARGS ?? "").split(" ").filter(Boolean)];
const loadProgram = `${bench}SocketIOLoad/bin/Release/net10.0/parley-socketio-load`;

export const peers = {
  node: { label: "Node socket.io 4.8", protocol: "socketio", command: [process.execPath, "--expose-gc", `${bench}peers/node/server.mjs`] },
  signalr: { label: "SignalR", protocol: "signalr", command: dotnet("signalr") },
  socketio: { label: "Parley.SocketIO", protocol: "socketio", command: dotnet("socketio") },
};

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill()));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

function start([file, ...args], stdin) {
  const child = spawn(file, args, { stdio: [stdin, "pipe", "inherit"] });
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
}

async function firstLine(child) {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${child.spawnfile} ended without a word`);
}

export class Peer {
  static async start(name) {
    const peer = Object.assign(new Peer(), peers[name], { name });
    peer.child = start(peer.command, "ignore");
    peer.url = `http://127.0.0.1:${await firstLine(peer.child)}`;
    return peer;
  }

  async stop() {
    const end = once(this.child, "exit");
    this.child.kill();
    await end;
  }

  // Runs a scenario to its end; its line of figures, or null when the load found something wrong (and said what).
  async load(scenario, options) {
    const child = this.#load(scenario, options, "ignore");
    const [line, [code]] = await Promise.all([firstLine(child).catch(() => null), once(child, "exit")]);
    return code === 0 ? JSON.parse(line) : null;
  }

  // Connects and holds until the returned end() is awaited, which tells whether all connections lasted.
  async hold(connections) {
    const child = this.#load("idle", { connections, seconds: 3600 }, "pipe");
    const exit = once(child, "exit");
    const line = await firstLine(child);
    return {
      figures: JSON.parse(line),
      end: async () => {
        child.stdin.end();
        return (await exit)[0] === 0;
      },
    };
  }

  #load(scenario, options, stdin) {
    const all = { protocol: this.protocol, url: this.url, "server-pid": this.child.pid, ...options };
    const args = Object.entries(all).flatMap(([key, value]) => [`--${key}`, String(value)]);
    return start([loadProgram, scenario, "--json", ...args], stdin);
  }

  // Bytes of memory in use after a collection, as the runtime tells.
  async heap() {
    return (await (await fetch(`${this.url}/stats?gc`)).json()).heap;
  }

  // Bytes resident, as Linux tells.
  resident() {
    return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))[1]);
  }

  // Seconds of processor time that the server has used.
  processor() {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").split(") ").pop().split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }
}
