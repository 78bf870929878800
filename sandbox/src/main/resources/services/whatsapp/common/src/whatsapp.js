'use strict';
// All companies together: connected while their store answers, disconnected when it does not.
const { Company } = require('./company');

const RETRY_MILLIS = 1000;

class WhatsApp {
  constructor(settings, store) {
    this.settings = settings;
    this.store = store;
    this.companies = new Map(settings.companies.map((id) => [id, new Company(id, store, settings.whatsapp)]));
    this.reason = store.refusal(settings.repositoryPattern);
  }

  start() {
    if (this.reason) return console.error(`✗ ${this.reason}`);
    this.keeper = this.#keep();
    this.traffic = setInterval(() => this.#traffic(), this.settings.pace);
  }

  async #keep() {
    while (!this.stopping) {
      await this.#look().catch((error) => this.#lost(error));
      await new Promise((resolve) => { this.wake = resolve; setTimeout(resolve, RETRY_MILLIS); });
    }
  }

  async #look() {
    await this.store.ping();
    if (!this.found) this.store.welcome().forEach((line) => console.log(line));
    this.found = true;
    this.reason = null;
    for (const company of this.companies.values()) {
      if (!this.stopping) await company.alone(() => company.connect());
    }
  }

  #lost(error) {
    const reason = this.store.describe(error);
    if (this.reason !== reason) console.error(`✗ ${reason}`);
    this.reason = reason;
    this.found = false;
    for (const company of this.companies.values()) company.disconnect(reason);
  }

  async #traffic() {
    if (this.busy || this.reason || this.stopping) return;
    this.busy = true;
    const open = [...this.companies.values()].filter((company) => company.state === 'open');
    const company = open[Math.floor(Math.random() * open.length)];
    if (company) await company.background().catch((error) => console.error(`company ${company.id}: ${error.message}`));
    this.busy = false;
  }

  send(id, phone, text) {
    const company = id === undefined ? this.companies.values().next().value : this.companies.get(Number(id));
    if (!company) throw new Error(`company ${id} is not served here`);
    if (company.state !== 'open') throw new Error(`company ${company.id} is not connected: ${this.reason ?? company.reason}`);
    return company.send(phone, text);
  }

  async stop() {
    this.stopping = true;
    clearInterval(this.traffic);
    this.wake?.();
    await this.keeper;
    await Promise.all([...this.companies.values()].map((company) => company.alone(() => company.disconnect('stopping'))));
    await this.store.close();
  }

  status() {
    const companies = [...this.companies.values()].map((company) => company.status());
    const connected = !this.reason && companies.length > 0 && companies.every((c) => c.connection === 'open');
    return { status: connected ? 'ok' : 'degraded', mode: this.store.mode, connected, reason: this.reason, leftOut: this.settings.leftOut, companies };
  }
}

module.exports = { WhatsApp };
