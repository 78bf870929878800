// The line of one tenant to WhatsApp. Nothing is sent before the key that it used up is in the vault.
import crypto from 'node:crypto';
import curve from '../vendor/wa/curve.js';
import identity from '../vendor/wa/identity.js';
import ratchet from '../vendor/wa/ratchet.js';
import wire from '../vendor/wa/socket.js';
import { log } from './log.mjs';

const FINAL = new Set(['UNLINKED', 'REPLACED', 'REJECTED']);

export class Link {
  #vault;
  #upstream;
  #newcomers;
  #line = Promise.resolve();
  #sent = 0;

  constructor(tenant, vault, { upstream, newcomers }) {
    this.tenant = tenant;
    this.phase = 'IDLE';
    this.#vault = vault;
    this.#upstream = upstream;
    this.#newcomers = newcomers;
  }

  #inTurn(work) {
    const result = this.#line.then(work);
    this.#line = result.catch(() => {});
    return result;
  }

  up() {
    return this.#inTurn(async () => {
      if (this.phase === 'ONLINE' || FINAL.has(this.phase)) return;
      this.secret = (await this.#vault.identity(this.tenant)) ?? (await this.#anew());
      const fault = identity.problem(this.secret);
      if (fault) this.#down('REJECTED', fault);
      else await this.#dial();
    });
  }

  // The library does so: who has no identity is a new device.
  async #anew() {
    const secret = identity.fresh();
    await this.#vault.keepIdentity(this.tenant, secret);
    return secret;
  }

  async #dial() {
    const own = curve.publicOf(this.secret.signedIdentityKey.private).toString('base64');
    const hello = { company: this.tenant, user: this.secret.me?.id ?? null, identity: own, pid: process.pid };
    this.socket = new wire.Socket(this.#upstream, (why) => this.#down(/replaced/.test(why) ? 'REPLACED' : 'OFFLINE', why));
    const answer = await this.socket.open(hello).catch((error) => ({ reason: error.message }));
    if (!answer.ok) {
      this.socket.close();
      return this.#down({ qr: 'UNLINKED', 'logged-out': 'REJECTED' }[answer.state] ?? 'OFFLINE', answer.reason);
    }
    this.phase = 'ONLINE';
    log.info('link is up', { tenant: this.tenant });
  }

  #down(phase, why) {
    if (this.phase === phase) return;
    this.phase = phase;
    log.error('link is down', { tenant: this.tenant, phase, why });
  }

  drop(why) {
    this.socket?.close();
    if (this.phase === 'ONLINE') this.#down('OFFLINE', why);
  }

  end() {
    return this.#inTurn(() => {
      this.phase = 'IDLE';
      this.socket?.close();
    });
  }

  post(number, text) {
    return this.#inTurn(async () => {
      if (this.phase !== 'ONLINE') throw Object.assign(new Error(`${this.tenant} is ${this.phase}`), { code: 'NOT_ONLINE' });
      if (this.#newcomers && ++this.#sent % this.#newcomers === 0) await this.#usePreKey();
      const name = `${number}.0`;
      const session = (await this.#vault.key(this.tenant, 'session', name)) ?? ratchet.begin(this.secret.registrationId);
      const used = ratchet.advance(session);
      await this.#vault.keep(this.tenant, { session: { [name]: session } });
      const id = crypto.randomUUID();
      const answer = await this.socket.ask({ op: 'message', id, key: `session-${name}`, ...used, size: text.length });
      if (!answer.ok) throw new Error(answer.reason);
      log.info('order taken', { tenant: this.tenant });
      return id;
    });
  }

  async #usePreKey() {
    const [oldest] = await this.#vault.names(this.tenant, 'pre-key', 1);
    const id = this.secret.nextPreKeyId++;
    this.secret.firstUnuploadedPreKeyId = this.secret.nextPreKeyId;
    const pair = curve.keyPair();
    await this.#vault.keep(this.tenant, { 'pre-key': { ...(oldest && { [oldest]: null }), [id]: pair } }, this.secret);
    await this.socket.ask({ op: 'pre-key', keyId: id, public: pair.public.toString('base64') });
  }
}
