'use strict';
// One conversation's keys. Every message moves them on; an older copy of them is worth nothing.
const crypto = require('node:crypto');
const curve = require('./curve');

const STEP = 25; // messages on one chain before the next one begins
const random = (n) => crypto.randomBytes(n).toString('base64');
const publicKey = () => Buffer.concat([Buffer.from([5]), crypto.randomBytes(32)]).toString('base64');
const ratchetPair = () => {
  const pair = curve.keyPair();
  return { pubKey: curve.withType(pair.public).toString('base64'), privKey: pair.private.toString('base64') };
};
const chain = () => ({ chainKey: { counter: -1, key: random(32) }, chainType: 1, messageKeys: {} });

function begin(registrationId) {
  const [base, own] = [publicKey(), ratchetPair()];
  const now = Date.now();
  return {
    _sessions: {
      [base]: {
        registrationId,
        currentRatchet: {
          ephemeralKeyPair: own,
          lastRemoteEphemeralKey: publicKey(),
          previousCounter: 0,
          rootKey: random(32),
        },
        indexInfo: { baseKey: base, baseKeyType: 2, closed: -1, used: now, created: now, remoteIdentityKey: publicKey() },
        _chains: { [own.pubKey]: chain() },
      },
    },
    version: 'v1',
  };
}

function nextChain(session) {
  const ratchet = session.currentRatchet;
  const old = ratchet.ephemeralKeyPair.pubKey;
  ratchet.previousCounter = session._chains[old].chainKey.counter;
  ratchet.ephemeralKeyPair = ratchetPair();
  ratchet.rootKey = crypto.createHash('sha256').update(ratchet.rootKey).digest('base64');
  delete session._chains[old];
  session._chains[ratchet.ephemeralKeyPair.pubKey] = chain();
}

/** Moves the open session on by one message; gives what the other side sees of it. */
function advance(record) {
  const session = Object.values(record._sessions).find((s) => s.indexInfo.closed === -1);
  const at = () => session._chains[session.currentRatchet.ephemeralKeyPair.pubKey].chainKey;
  if (at().counter >= STEP) nextChain(session);
  at().counter += 1;
  at().key = crypto.createHash('sha256').update(at().key).digest('base64');
  session.indexInfo.used = Date.now();
  return { base: session.indexInfo.baseKey, chain: session.currentRatchet.ephemeralKeyPair.pubKey, counter: at().counter };
}

module.exports = { begin, advance };
