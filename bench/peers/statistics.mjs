// The operator's statistics, one call after the other.
//   node statistics.mjs URL USERNAME PASSWORD CALLS
const [url, username, password, calls] = process.argv.slice(2);
const ask = async (path, options = {}) => {
  const answer = await fetch(url + path, { ...options, headers: { "content-type": "application/json", ...options.headers } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text).data;
};
const { accessToken } = await ask("/api/v1/auth/login", { method: "POST", body: JSON.stringify({ username, password }) });
const headers = { authorization: `Bearer ${accessToken}` };
const day = await ask("/api/admin/statistics", { headers });
console.log(`24 hours: ${day.reduce((sum, hour) => sum + hour.messages, 0)} messages in ${day.length} entries`);
const month = await ask("/api/admin/statistics?by=day", { headers });
console.log(`30 days: ${month.reduce((sum, one) => sum + one.messages, 0)} messages, at most ${Math.max(...month.map((one) => one.activeUsers))} people a day`);
for (const [name, path] of Object.entries({ "24 hours": "/statistics", "30 days": "/statistics?by=day", "31 days by hour": `/statistics?from=${Date.now() - 30 * 86_400_000}`, live: "/live" })) {
  for (let i = 0; i < 100; i++) await ask(`/api/admin${path}`, { headers });
  const times = [];
  for (let i = 0; i < Number(calls); i++) {
    const begun = performance.now();
    await ask(`/api/admin${path}`, { headers });
    times.push(performance.now() - begun);
  }

  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${name.padEnd(16)} p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms`);
}
