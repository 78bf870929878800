'use strict';
// One company on WhatsApp: its credentials, its connection, and the keys that every message changes.
const crypto = require('node:crypto');
const curve = require('./curve');
const identity = require('./identity');
const ratchet = require('./ratchet');
const { Socket } = require('./socket');

const REMEMBERED = 50; // conversations that background traffic is spread over
const pick = (list) => list[Math.floor(Math.random() * list.length)];

class Company {
  constructor(id, store, address) {
    this.id = id;
    this.store = store;
    this.address = address;
    this.state = 'close';
    this.reason = 'not started';
    this.queue = Promise.resolve();
  }

  /** Runs one piece of work at a time: two at once would use one message key twice. */
  alone(work) {
    const done = this.queue.then(work);
    this.queue = done.catch(() => {});
    return done;
  }

  async connect() {
    if (['open', 'qr', 'replaced', 'logged-out'].includes(this.state)) return;
    this.creds = await this.store.readCreds(this.id);
    if (!this.creds) await this.#becomeNew();
    const problem = identity.problem(this.creds);
    if (problem) return this.#ended('invalid', `invalid credentials: ${problem}`);
    this.conversations = await this.store.listIds(this.id, 'session', REMEMBERED);
    await this.#login();
  }

  async #becomeNew() {
    this.creds = identity.fresh();
    await this.store.writeCreds(this.id, this.creds);
  }

  async #login() {
    const me = { company: this.id, user: this.creds.me?.id ?? null, pid: process.pid };
    me.identity = curve.publicOf(this.creds.signedIdentityKey.private).toString('base64');
    this.socket = new Socket(this.address, (reason) => this.#closed(reason));
    const answer = await this.socket.open(me).catch((error) => ({ reason: error.message }));
    if (answer.ok) return this.#opened();
    this.socket.close();
    if (answer.state === 'qr') console.log(`company ${this.id} QR code: ${crypto.randomBytes(24).toString('base64')} (scan it to link a new device)`);
    this.#ended(answer.state ?? 'close', answer.reason);
  }

  #opened() {
    this.state = 'open';
    this.reason = null;
    this.openSince = new Date().toISOString();
    console.log(`company ${this.id} connection.update { connection: 'open' }`);
    console.log(`✓ Connected to WhatsApp: company ${this.id} is online`);
  }

  #closed(reason) {
    this.#ended(/replaced/.test(reason) ? 'replaced' : 'close', reason);
  }

  #ended(state, reason) {
    if (this.state === state && this.reason === reason) return;
    this.state = state;
    this.reason = reason;
    console.log(`company ${this.id} connection.update { connection: 'close' }`);
    console.error(`company ${this.id} is not connected: ${reason}`);
  }

  disconnect(reason) {
    this.socket?.close();
    if (this.state === 'open') this.#ended('close', reason);
  }

  /** Stores the moved keys first, then sends: what WhatsApp has accepted is always in the store. */
  send(phone, text) {
    return this.alone(() => this.#deliver(`${phone}.0`, text));
  }

  async #deliver(conversation, text) {
    const record = (await this.store.readKey(this.id, 'session', conversation)) ?? ratchet.begin(this.creds.registrationId);
    const used = ratchet.advance(record);
    await this.store.write(this.id, [{ type: 'session', id: conversation, value: record }]);
    const id = '3EB0' + crypto.randomBytes(9).toString('hex').toUpperCase();
    const answer = await this.socket.ask({ op: 'message', id, key: `session-${conversation}`, ...used, size: text.length });
    if (!answer.ok) throw new Error(answer.reason);
    this.lastMessage = new Date().toISOString();
    return id;
  }

  /** A little of what goes on all day: messages, used up pre-keys, news of the account. */
  background() {
    const chance = Math.random();
    return this.alone(() => {
      if (this.state !== 'open') return null;
      if (chance < 0.7 && this.conversations.length) return this.#deliver(pick(this.conversations), 'background');
      return chance < 0.85 ? this.#renewPreKey() : this.#noteAccountSync();
    });
  }

  async #renewPreKey() {
    const [used] = await this.store.listIds(this.id, 'pre-key', 1);
    const key = { type: 'pre-key', id: String(this.creds.nextPreKeyId), value: curve.keyPair() };
    const gone = used ? [{ type: 'pre-key', id: used, value: null }] : [];
    this.creds.nextPreKeyId += 1;
    this.creds.firstUnuploadedPreKeyId = this.creds.nextPreKeyId;
    await this.store.write(this.id, [...gone, key], this.creds);
    await this.socket.ask({ op: 'pre-key', keyId: Number(key.id), public: key.value.public.toString('base64') });
  }

  async #noteAccountSync() {
    this.creds.accountSyncCounter += 1;
    this.creds.lastAccountSyncTimestamp = Math.floor(Date.now() / 1000);
    await this.store.writeCreds(this.id, this.creds);
  }

  status() {
    const { id: company, state: connection, reason, lastMessage = null, openSince = null } = this;
    return { company, connection, reason, lastMessage, openSince };
  }
}

module.exports = { Company };
