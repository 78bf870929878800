// conf/gateway.env, with the process environment before it.
import fs from 'node:fs';
import path from 'node:path';

function read(file) {
  const found = {};
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    const at = line.indexOf('=');
    if (at < 1 || line.startsWith('#')) continue;
    const [name, text] = [line.slice(0, at), line.slice(at + 1).trim()];
    found[name] = /^(["'`]).*\1$/.test(text) ? text.slice(1, -1) : text;
  }
  return found;
}

const address = (text) => ({ host: text.split(':')[0], port: Number(text.split(':')[1]) });
const listed = (text, separator) => (text ?? '').split(separator).map((one) => one.trim()).filter(Boolean);

export function load(home) {
  const all = { ...read(path.join(home, 'conf', 'gateway.env')), ...process.env };
  const parked = new Set(listed(all.PARKED, ';'));
  return {
    backend: all.SESSION_BACKEND,
    dsn: all.PG_DSN,
    authRoot: path.resolve(home, all.AUTH_ROOT),
    listen: address(all.LISTEN),
    upstream: address(all.UPSTREAM),
    key: all.GATEWAY_KEY,
    newcomers: Number(all.NEWCOMERS), // of so many messages one is to somebody new, who takes a pre-key
    tenants: listed(all.TENANTS, ' ').filter((name) => !parked.has(name)),
    parked: [...parked],
  };
}
