'use strict';
// The wire between the service and PostgreSQL, with a switch. Usage: node relay.js LISTEN-PORT TARGET-PORT CONTROL-PORT
//   GET /            which mode
//   POST /MODE[?ms]  pass; refuse (nobody listens); block (packets vanish: new connections time out, open ones fall silent); slow
const { fork } = require('node:child_process');
const http = require('node:http');
const net = require('node:net');

const [listen, target, control] = process.argv.slice(2).map(Number);
const HOST = '127.0.0.1';
const FILLERS = 4; // more than the two that a queue of length one takes
const LOOK_MILLIS = 100;
const pairs = new Set();
let mode = 'pass';
let delay = 0;
let door = null;
let wall = null;
let watch = null;

function carry(from, to) {
  let last = Promise.resolve();
  const later = (act) => { last = last.then(() => (mode === 'slow' ? new Promise((r) => setTimeout(r, delay)) : null)).then(act); };
  from.on('data', (bytes) => {
    if (mode === 'slow') from.pause();
    later(() => { to.write(bytes); if (mode !== 'block') from.resume(); });
  });
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.destroy()));
}

function connect(client) {
  const server = net.connect({ port: target, host: HOST });
  const pair = [client, server];
  pairs.add(pair);
  server.once('error', (error) => error.code === 'ECONNREFUSED' && targetGone(client));
  carry(client, server);
  carry(server, client);
  server.on('close', look);
  client.on('close', () => pairs.delete(pair));
}

// The relay shows what it leads to: where nobody listens behind it, nobody listens before it.
function targetGone(client) {
  client?.resetAndDestroy();
  closeDoor();
  clearTimeout(watch);
  watch = setTimeout(look, LOOK_MILLIS);
}

function look() {
  if (mode === 'refuse' || mode === 'block') return;
  const probe = net.connect({ port: target, host: HOST });
  probe.on('error', () => targetGone());
  probe.on('connect', () => { probe.destroy(); openDoor(); });
}

function openDoor() {
  if (door) return Promise.resolve();
  door = net.createServer({ allowHalfOpen: true }, connect);
  const opened = new Promise((resolve) => door.once('listening', resolve));
  door.listen(listen, HOST);
  return opened;
}

function closeDoor() {
  door?.close();
  door = null;
}

async function shutDoor() {
  closeDoor();
  clearTimeout(watch);
  if (mode === 'refuse') pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  if (mode === 'block') pairs.forEach((pair) => pair.forEach((socket) => socket.pause()));
  await new Promise((resolve) => setImmediate(resolve));
}

// A port is blocked when its packets vanish. A process that listens, never accepts, and whose short queue is full does that.
function buildWall() {
  wall = fork(__filename, ['wall', String(listen)]);
  return new Promise((resolve) => wall.once('message', resolve)).then(() => {
    wall.fillers = Array.from({ length: FILLERS }, () => net.connect({ port: listen, host: HOST }).on('error', () => {}));
    return new Promise((resolve) => wall.fillers[0].once('connect', resolve));
  });
}

async function removeWall() {
  if (!wall) return;
  const gone = new Promise((resolve) => wall.once('exit', resolve));
  wall.fillers.forEach((filler) => filler.destroy());
  wall.kill('SIGKILL');
  wall = null;
  await gone;
}

async function change(to, ms) {
  const was = mode;
  [mode, delay] = [to, ms];
  if (was === 'block') await removeWall();
  if (to === 'refuse' || to === 'block') await shutDoor();
  else await openDoor();
  if (to === 'block') await buildWall();
  else pairs.forEach((pair) => pair.forEach((socket) => socket.resume()));
}

function standAsWall(port) {
  net.createServer().listen({ port, host: HOST, backlog: 1 }, () => {
    process.send('ready', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
}

async function answer(request, response) {
  const url = new URL(request.url, 'http://relay');
  const wanted = url.pathname.slice(1);
  if (request.method === 'POST' && !['pass', 'refuse', 'block', 'slow'].includes(wanted)) return response.writeHead(404).end();
  if (request.method === 'POST') await change(wanted, Number(url.searchParams.get('ms') ?? 0));
  return response.end(mode);
}

async function main() {
  await openDoor();
  http.createServer((request, response) => answer(request, response)).listen(control, HOST);
  process.on('SIGTERM', () => { wall?.kill('SIGKILL'); process.exit(0); });
}

if (process.argv[2] === 'wall') standAsWall(Number(process.argv[3]));
else main();
