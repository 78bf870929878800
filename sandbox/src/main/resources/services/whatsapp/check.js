'use strict';
// How the sandbox's own check speaks with this service.

/** What it says of itself: its mode as the settings name it, its process, and each company. */
async function state(url) {
  const said = await (await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) })).json();
  const companies = said.companies.map(({ company, connection, reason }) => ({ id: company, open: connection === 'open', reason: reason ?? connection }));
  return { ...said, companies };
}

/** The id of a message that it says is sent; throws what it says else. */
async function send(url, token, company) {
  const body = JSON.stringify({ company, phone: '79990000000', message: 'Is anybody there?' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await (await fetch(`${url}/api/whatsapp/send`, { method: 'POST', headers, body, signal: AbortSignal.timeout(10000) })).json();
  if (answer.success !== true) throw new Error(answer.error);
  return answer.messageId;
}

module.exports = { state, send };
