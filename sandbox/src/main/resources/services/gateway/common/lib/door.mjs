// The gateway's HTTP interface. GET /ready is for the load balancer, everything else needs the key.
import crypto from 'node:crypto';
import http from 'node:http';
import { log } from './log.mjs';

const LARGEST = 32_768;
const hash = (text) => crypto.createHash('sha256').update(text ?? '').digest();

function reply(response, code, value) {
  response.writeHead(code, { 'content-type': 'application/vnd.gateway+json' });
  response.end(value === undefined ? undefined : JSON.stringify(value));
}

function problem(response, code, name) {
  log.warn('request refused', { code: name });
  reply(response, code, { problem: { code: name } });
}

async function parsed(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
    if (parts.reduce((sum, one) => sum + one.length, 0) > LARGEST) throw new SyntaxError('too long');
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/** As strict as a schema is: a priority is a number, and a silence is true or false. */
function fits(order) {
  const [number, text] = [order.to?.number, order.content?.text];
  return typeof text === 'string' && /^\d{5,15}$/.test(number) && Number.isInteger(order.priority) && typeof order.silent === 'boolean';
}

async function post(request, response, hub) {
  const order = await parsed(request);
  if (!fits(order)) return problem(response, 422, 'NOT_AN_ORDER');
  const link = hub.links.get(order.tenant);
  if (!link) return problem(response, 404, 'NO_SUCH_TENANT');
  const ref = await link.post(order.to.number, order.content.text);
  return reply(response, 201, { message: { ref, state: 'HANDED_OVER' } });
}

async function route(request, response, hub, key) {
  const asked = `${request.method} ${request.url}`;
  if (asked === 'GET /ready') return reply(response, hub.ready ? 204 : 503);
  if (!crypto.timingSafeEqual(hash(request.headers['x-gateway-key']), hash(key))) return problem(response, 403, 'NO_KEY');
  if (asked === 'GET /state') return reply(response, 200, hub.state());
  return asked === 'PUT /v2/outbox' ? post(request, response, hub) : problem(response, 404, 'NO_SUCH_DOOR');
}

export function door(hub, key) {
  return http.createServer((request, response) => {
    route(request, response, hub, key).catch((error) => {
      problem(response, error instanceof SyntaxError ? 400 : 502, error.code ?? 'FAILED');
    });
  });
}
