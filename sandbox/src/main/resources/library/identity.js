'use strict';
// Who a company is on WhatsApp: made once, kept for ever. Another one is another device and asks for a new QR code.
const crypto = require('node:crypto');
const curve = require('./curve');

/** Credentials of a device that has never been linked. */
function fresh() {
  const identity = curve.keyPair();
  const preKey = curve.keyPair();
  return {
    noiseKey: curve.keyPair(),
    pairingEphemeralKeyPair: curve.keyPair(),
    signedIdentityKey: identity,
    signedPreKey: { keyPair: preKey, signature: curve.sign(identity.private, curve.withType(preKey.public)), keyId: 1 },
    registrationId: crypto.randomBytes(1)[0],
    advSecretKey: crypto.randomBytes(32).toString('base64'),
    processedHistoryMessages: [],
    nextPreKeyId: 1,
    firstUnuploadedPreKeyId: 1,
    accountSyncCounter: 0,
    accountSettings: { unarchiveChats: false },
    registered: false,
  };
}

const PAIRS = [
  ['noiseKey', (c) => c.noiseKey],
  ['pairingEphemeralKeyPair', (c) => c.pairingEphemeralKeyPair],
  ['signedIdentityKey', (c) => c.signedIdentityKey],
  ['signedPreKey.keyPair', (c) => c.signedPreKey?.keyPair],
];

function pairProblem(pair) {
  if (!Buffer.isBuffer(pair?.private) || pair.private.length !== 32) return 'private key is not 32 bytes';
  if (!Buffer.isBuffer(pair.public) || pair.public.length !== 32) return 'public key is not 32 bytes';
  return curve.publicOf(pair.private).equals(pair.public) ? null : 'public key does not belong to the private key';
}

const isSigned = (by, message, signature) => Buffer.isBuffer(signature) && curve.verify(by, message, signature);

function accountProblem(creds) {
  const bytes = (name) => Buffer.from(creds.account[name] ?? '', 'base64');
  const [details, owner, identity] = [bytes('details'), bytes('accountSignatureKey'), creds.signedIdentityKey.public];
  const account = Buffer.concat([Buffer.from([6, 0]), details, identity]);
  if (!isSigned(owner, account, bytes('accountSignature'))) return 'the account did not sign this identity';
  const device = Buffer.concat([Buffer.from([6, 1]), details, identity, owner]);
  return isSigned(identity, device, bytes('deviceSignature')) ? null : 'the device did not sign this account';
}

/** Why these credentials cannot open a connection, or null when they can. */
function problem(creds) {
  for (const [name, pick] of PAIRS) {
    const reason = pairProblem(pick(creds));
    if (reason) return `${name}: ${reason}`;
  }
  const { signedPreKey, signedIdentityKey } = creds;
  const message = curve.withType(signedPreKey.keyPair.public);
  if (!isSigned(signedIdentityKey.public, message, signedPreKey.signature)) return 'signedPreKey: wrong signature';
  return creds.me?.id && creds.account ? accountProblem(creds) : null;
}

const isLinked = (creds) => Boolean(creds.me?.id && creds.account);

module.exports = { fresh, problem, isLinked };
