'use strict';
// One company's connection to WhatsApp: a line of JSON for each question, a line for each answer.
const net = require('node:net');
const readline = require('node:readline');

const ANSWER_MILLIS = 5000;

class Socket {
  constructor(address, onClose) {
    this.address = address;
    this.onClose = onClose;
    this.waiting = new Map();
    this.next = 0;
  }

  async open(login) {
    this.stream = net.connect(this.address);
    this.stream.on('error', (error) => this.#ended(error.code || error.message));
    this.stream.on('close', () => this.#ended(this.reason || 'connection closed'));
    const lines = readline.createInterface({ input: this.stream });
    lines.on('error', () => {}); // the stream itself reports it
    lines.on('line', (line) => this.#received(JSON.parse(line)));
    return this.ask({ op: 'login', ...login });
  }

  ask(question) {
    return new Promise((resolve, reject) => {
      if (this.over) return reject(new Error(this.over));
      const n = ++this.next;
      const timer = setTimeout(() => reject(new Error('timeout: no answer from WhatsApp')), ANSWER_MILLIS);
      this.waiting.set(n, { resolve, reject, timer });
      this.stream.write(JSON.stringify({ n, ...question }) + '\n');
    });
  }

  close() {
    this.onClose = () => {};
    this.stream?.destroy();
    this.#ended('closed by us');
  }

  #received(answer) {
    if (answer.op === 'close') this.reason = answer.reason;
    const open = this.waiting.get(answer.n);
    if (!open) return;
    this.waiting.delete(answer.n);
    clearTimeout(open.timer);
    open.resolve(answer);
  }

  #ended(reason) {
    if (this.over) return;
    this.over = reason;
    for (const open of this.waiting.values()) {
      clearTimeout(open.timer);
      open.reject(new Error(reason));
    }
    this.waiting.clear();
    this.onClose(reason);
  }
}

module.exports = { Socket };
