// All tenants. While the vault does not answer nobody is online.
import { Link } from './link.mjs';
import { log } from './log.mjs';

const EVERY = 700;

export class Hub {
  constructor(settings, vault) {
    this.vault = vault;
    this.links = new Map(settings.tenants.map((tenant) => [tenant, new Link(tenant, vault, settings)]));
    this.parked = settings.parked;
    this.opened = false;
  }

  run() {
    this.rounds = this.#rounds();
  }

  async #rounds() {
    while (!this.over) {
      await this.#round().catch((error) => this.#lost(error));
      await new Promise((go) => {
        this.hurry = go;
        setTimeout(go, EVERY);
      });
    }
  }

  async #round() {
    await this.vault.look();
    if (!this.opened) log.info('vault opened', { backend: this.vault.backend });
    this.opened = true;
    for (const link of this.links.values()) if (!this.over) await link.up();
  }

  #lost(error) {
    if (this.opened) log.error('vault lost', { why: error.message || error.code });
    this.opened = false;
    for (const link of this.links.values()) link.drop('the vault is lost');
  }

  get ready() {
    return this.opened && this.links.size > 0 && [...this.links.values()].every((link) => link.phase === 'ONLINE');
  }

  state() {
    const phases = [...this.links].map(([tenant, link]) => [tenant, { phase: link.phase }]);
    const parked = this.parked.map((tenant) => [tenant, { phase: 'PARKED' }]);
    return { gateway: { pid: process.pid, backend: this.vault.backend }, links: Object.fromEntries([...phases, ...parked]) };
  }

  async end() {
    this.over = true;
    this.hurry?.();
    await this.rounds;
    await Promise.all([...this.links.values()].map((link) => link.end()));
    await this.vault.close();
  }
}
