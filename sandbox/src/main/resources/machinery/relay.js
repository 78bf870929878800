'use strict';
// The wire between the service and PostgreSQL, with a switch. Usage: node relay.js LISTEN-PORT TARGET-PORT CONTROL-PORT WITNESS-PORT
//   GET /            which mode
//   POST /MODE[?ms]  pass; refuse (nobody listens); block (packets vanish: new connections time out, open ones fall silent); slow;
//                    isolate (as block, and the witness beyond the database, which else takes every connection, is out of reach too)
const { fork } = require('node:child_process');
const http = require('node:http');
const net = require('node:net');

const [listen, target, control, witness] = process.argv.slice(2).map(Number);
const HOST = '127.0.0.1';
const FILLERS = 4; // more than the two that a queue of length one takes
const LOOK_MILLIS = 100;
const FULL_MILLIS = 500; // on loopback a queue with room answers at once
const pairs = new Set();
let mode = 'pass';
let delay = 0;
let door = null;
let eye = null;
let walls = [];
let watch = null;

const silent = (which) => which === 'block' || which === 'isolate';
const shut = () => mode === 'refuse' || silent(mode);

function carry(from, to) {
  let last = Promise.resolve();
  const later = (act) => { last = last.then(() => (mode === 'slow' ? new Promise((r) => setTimeout(r, delay)) : null)).then(act); };
  from.on('data', (bytes) => {
    if (mode === 'slow') from.pause();
    later(() => { to.write(bytes); if (!silent(mode)) from.resume(); });
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
  if (shut()) return;
  const probe = net.connect({ port: target, host: HOST });
  probe.on('error', () => targetGone());
  probe.on('connect', () => { probe.destroy(); if (!shut()) openDoor(); }); // the switch may have been turned since: a wall needs the port
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
  if (silent(mode)) pairs.forEach((pair) => pair.forEach((socket) => socket.pause()));
  await new Promise((resolve) => setImmediate(resolve));
}

// A port is blocked when its packets vanish. A process that listens, never accepts, and whose short queue is full does that.
function buildWall(port) {
  const wall = fork(__filename, ['wall', String(port)]);
  walls.push(wall);
  const stands = new Promise((resolve, reject) => {
    wall.once('message', resolve);
    wall.once('exit', () => reject(new Error(`no wall before port ${port}`)));
  });
  return stands.then(() => {
    wall.fillers = Array.from({ length: FILLERS }, () => net.connect({ port, host: HOST }).on('error', () => {}));
    return full(wall.fillers[0]);
  });
}

// A client of the service may have taken the places in the queue first: then no filler is ever let in, and none needs to be.
function full(filler) {
  return new Promise((resolve) => {
    filler.once('connect', resolve);
    setTimeout(resolve, FULL_MILLIS);
  });
}

function removeWall(wall) {
  const gone = new Promise((resolve) => wall.once('exit', resolve));
  wall.fillers.forEach((filler) => filler.destroy());
  wall.kill('SIGKILL');
  return gone;
}

function openEye() {
  if (eye) return Promise.resolve();
  eye = net.createServer((socket) => socket.on('error', () => {}).end());
  const opened = new Promise((resolve) => eye.once('listening', resolve));
  eye.listen(witness, HOST);
  return opened;
}

function closeEye() {
  const closed = new Promise((resolve) => eye.close(resolve));
  eye = null;
  return closed;
}

async function change(to, ms) {
  [mode, delay] = [to, ms];
  await Promise.all(walls.map(removeWall));
  walls = [];
  if (shut()) await shutDoor();
  else await openDoor();
  if (to === 'isolate') await closeEye();
  else await openEye();
  if (silent(to)) await buildWall(listen);
  else pairs.forEach((pair) => pair.forEach((socket) => socket.resume()));
  if (to === 'isolate') await buildWall(witness);
}

function standAsWall(port) {
  net.createServer().listen({ port, host: HOST, backlog: 1 }, () => {
    process.send('ready', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
}

async function answer(request, response) {
  const url = new URL(request.url, 'http://relay');
  const wanted = url.pathname.slice(1);
  if (request.method === 'POST' && !['pass', 'refuse', 'block', 'isolate', 'slow'].includes(wanted)) return response.writeHead(404).end();
  if (request.method === 'POST') await change(wanted, Number(url.searchParams.get('ms') ?? 0));
  return response.end(mode);
}

async function main() {
  await Promise.all([openDoor(), openEye()]);
  const said = (response) => (error) => response.writeHead(500).end(error.message);
  http.createServer((request, response) => answer(request, response).catch(said(response))).listen(control, HOST);
  process.on('SIGTERM', () => { walls.forEach((wall) => wall.kill('SIGKILL')); process.exit(0); });
}

if (process.argv[2] === 'wall') standAsWall(Number(process.argv[3]));
else main();
