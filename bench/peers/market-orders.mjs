// Orders from creation to completion, so many in flight at any time: steps a second, each committed with its history and what is told of it.
//   node market-orders.mjs URL ORDERS IN_FLIGHT
const [url, count, inFlight] = process.argv.slice(2);
const call = async (path, token, body) => {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: "POST", headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body ?? {}),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text).data;
};
const person = async (userType, i) => (await call("/auth/register", null, { username: `${userType}-${i}`, password: "correct horse 7", userType })).accessToken;

// One after the other: hashing passwords is bounded.
const providers = [];
for (let i = 0; i < 20; i++) {
  const token = await person("provider", i);
  const service = await call("/services", token, { name: `服务 ${i}`, category: "家政", price: 100, location: { lat: 31.2 + i / 100, lng: 121.5 } });
  providers.push({ token, service: service.id });
}
const customers = [];
for (let i = 0; i < 100; i++) customers.push(await person("customer", i));

const run = async (orders) => {
  const times = { create: [], confirm: [], start: [], complete: [] };
  const timed = async (name, promise) => {
    const begun = performance.now();
    const answer = await promise();
    times[name].push(performance.now() - begun);
    return answer;
  };
  let next = 0;
  const begun = performance.now();
  await Promise.all(Array.from({ length: Number(inFlight) }, async () => {
    while (next < orders) {
      const i = next++;
      const { token, service } = providers[i % providers.length];
      const order = await timed("create", () => call("/orders", customers[i % customers.length], { serviceId: service }));
      for (const step of ["confirm", "start", "complete"]) await timed(step, () => call(`/orders/${order.id}/${step}`, token));
    }
  }));
  return { times, seconds: (performance.now() - begun) / 1000 };
};

await run(Math.ceil(Number(count) / 10)); // to be warm
const { times, seconds } = await run(Number(count));
console.log(`${inFlight} in flight: ${((4 * count) / seconds).toFixed(0)} steps/s`);
for (const [name, each] of Object.entries(times)) {
  each.sort((a, b) => a - b);
  const at = (share) => each[Math.min(each.length - 1, Math.floor(each.length * share))].toFixed(1);
  console.log(`${name.padEnd(26)} p50 ${at(0.5)}  p99 ${at(0.99)}  max ${at(1)} ms`);
}
