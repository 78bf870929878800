'use strict';
// How the sandbox's own check speaks with this service.
const MODES = { pg: 'postgres', disk: 'files' };
const PARKED = 'PARKED';

/** What it says of itself: its mode, its process, and each tenant. */
async function state(url, key) {
  const response = await fetch(`${url}/state`, { headers: { 'x-gateway-key': key }, signal: AbortSignal.timeout(5000) });
  const { gateway, links } = await response.json();
  const all = Object.entries(links).map(([id, { phase }]) => ({ id, open: phase === 'ONLINE', reason: phase }));
  return {
    mode: MODES[gateway.backend],
    pid: gateway.pid,
    companies: all.filter((link) => link.reason !== PARKED),
    leftOut: all.filter((link) => link.reason === PARKED).map((link) => link.id),
  };
}

/** The id of a message that it says is handed over; throws what it says else. */
async function send(url, key, tenant) {
  const body = JSON.stringify({ tenant, to: { number: '79990000000' }, content: { text: 'Is anybody there?' }, priority: 1, silent: false });
  const response = await fetch(`${url}/v2/outbox`, { method: 'PUT', headers: { 'x-gateway-key': key }, body, signal: AbortSignal.timeout(10000) });
  const answer = await response.json();
  if (response.status !== 201) throw new Error(answer.problem.code);
  return answer.message.ref;
}

module.exports = { state, send };
