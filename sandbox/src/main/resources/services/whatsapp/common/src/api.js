'use strict';
// The service's HTTP interface.
const crypto = require('node:crypto');
const http = require('node:http');

const LIMIT = 64 * 1024;

async function body(request) {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > LIMIT) throw new Error('the request is too long');
  }
  return JSON.parse(text);
}

function mayUse(request, token) {
  if (!token) return true;
  const digest = (text) => crypto.createHash('sha256').update(text).digest();
  return crypto.timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function answer(response, code, value) {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function send(request, response, whatsapp) {
  const { phone, message, company } = await body(request);
  if (!/^\+?\d{5,15}$/.test(phone) || !message) return answer(response, 400, { success: false, error: 'phone and message are needed' });
  const messageId = await whatsapp.send(company, phone.replace('+', ''), message);
  return answer(response, 200, { success: true, messageId });
}

function route(request, response, whatsapp, token) {
  if (request.method === 'GET' && request.url === '/health') {
    const status = { ...whatsapp.status(), pid: process.pid };
    return answer(response, status.connected ? 200 : 503, status);
  }
  if (request.method !== 'POST' || request.url !== '/api/whatsapp/send') return answer(response, 404, { success: false, error: 'not found' });
  if (!mayUse(request, token)) return answer(response, 401, { success: false, error: 'wrong token' });
  return send(request, response, whatsapp);
}

function create(whatsapp, token) {
  return http.createServer(async (request, response) => {
    try {
      await route(request, response, whatsapp, token);
    } catch (error) {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      answer(response, error instanceof SyntaxError ? 400 : 503, { success: false, error: error.message });
    }
  });
}

module.exports = { create };
