// Preloaded into every process of the check: who asks for the network is written down in OFFLINE_LOG, and refused.
const { appendFileSync } = require('node:fs');
const dns = require('node:dns');
const net = require('node:net');

function refuse(what) {
  appendFileSync(process.env.OFFLINE_LOG, `${what}\n`);
  return Object.assign(new Error(`no network here: ${what}`), { code: 'ENETUNREACH' });
}

dns.lookup = (host, options, done = options) => process.nextTick(done, refuse(`lookup of ${host}`));
dns.promises.lookup = (host) => Promise.reject(refuse(`lookup of ${host}`));

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  // A path is a socket of this machine's own, by which processes speak to each other.
  const local = typeof first === 'string' ? Number.isNaN(Number(first)) : first?.path !== undefined;
  if (local) return connect.apply(this, args);
  const { host = 'localhost', port } = typeof first === 'object' ? first : { host: args[1], port: first };
  this.destroy(refuse(`connection to ${host}:${port}`));
  return this;
};
