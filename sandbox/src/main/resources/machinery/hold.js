'use strict';
// Takes every connection that PostgreSQL still gives, and keeps them. Usage: DATABASE_URL=… node hold.js
const { Client } = require('pg');

const RETRY_MILLIS = 100;
let held = 0;
const told = () => process.stdout.write(`${held}\n`);

async function take() {
  const client = new Client({ connectionString: process.env.DATABASE_URL, application_name: 'report-job' });
  client.on('error', () => { held -= 1; });
  try {
    await client.connect();
    held += 1;
    setImmediate(take);
  } catch {
    told(); // the last one was refused: all are taken
    setTimeout(take, RETRY_MILLIS);
  }
}

take();
