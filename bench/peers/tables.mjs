// Prints what the rounds came to, as tables that bench/README.md can take over.
const number = (value, digits = 0) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

function median(results, key) {
  const sorted = results.map((figures) => figures[key]).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const spread = (results, key) => `${number(Math.min(...results.map((f) => f[key])))}–${number(Math.max(...results.map((f) => f[key])))}`;

// Rows of [heading, key, digits, compared]: a compared figure is followed by its ratio to Node's.
function print(title, columns, measured) {
  const base = [...measured].find(([{ name }, results]) => name === "node" && results.length > 0)?.[1];
  console.log(`\n### ${title}\n`);
  console.log(`| | ${columns.map(([heading, , , compared]) => heading + (compared ? " | × Node" : "")).join(" | ")} |`);
  console.log(`|---|${columns.map(([, , , compared]) => (compared ? "---|---|" : "---|")).join("")}`);
  for (const [{ label }, results] of measured) {
    const cells = columns.map(([, key, digits, compared]) => {
      if (results.length === 0) return compared ? "failed |" : "failed";
      const value = typeof key === "function" ? key(results) : number(median(results, key), digits);
      const ratio = compared && base ? number(median(results, key) / median(base, key), 2) : "";
      return compared ? `${value} | ${ratio}` : value;
    });
    console.log(`| ${label} | ${cells.join(" | ")} |`);
  }
}

export function printRates(title, unit, measured) {
  const each = unit === "messages" ? "a message" : "a delivery";
  print(title, [
    [`${unit}/s`, "perSecond", 0, true],
    ["lowest–highest", (results) => spread(results, "perSecond")],
    [`server CPU ${each}, µs`, "serverMicros", 1, true],
    [`load CPU ${each}, µs`, "loadMicros", 1],
    ["cores, server", "serverCores", 2],
    ["load", "loadCores", 2],
    ["p50, ms", "p50", 1],
    ["p99, ms", "p99", 1],
  ], measured);
}

export function printIdle(connections, hold, measured) {
  print(`${number(connections)} idle connections, held for ${hold} s`, [
    ["RSS a connection, kB", "resident", 1, true],
    ["after a collection", "residentCollected", 1],
    ["heap a connection, kB", "heap", 1],
    ["connects/s", "connectsPerSecond", 0, true],
    ["longest connect, ms", "connectMax", 0],
    ["CPU while idle, % of a core", "processor", 1],
  ], measured);
}
