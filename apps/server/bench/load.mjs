// The crowd, in a process of its own: a fixed number of people who each send the next request when the last was answered.
import { Agent, request } from 'node:http';

function send(agent, origin, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { agent, method, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () =>
        answer.statusCode < 300
          ? resolve()
          : reject(
              new Error(`${method} ${path}: ${answer.statusCode} ${Buffer.concat(chunks).toString().slice(0, 300)}`),
            ),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function crowd({ origin, requests, people }) {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  const times = [];
  let next = 0;
  const began = performance.now();
  const person = async () => {
    while (next < requests.length) {
      const one = requests[next++];
      const at = performance.now();
      await send(agent, origin, one);
      times.push(performance.now() - at);
    }
  };
  try {
    await Promise.all(Array.from({ length: people }, person));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { rps: requests.length / seconds, p50: at(0.5), p99: at(0.99) };
}

process.on('message', async (job) => {
  const answer = await crowd(job).catch((error) => ({ error: error.message }));
  process.send(answer);
});
