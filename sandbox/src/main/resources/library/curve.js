'use strict';
// Curve25519 as Signal uses it: X25519 key pairs, and signatures made with the same keys (XEdDSA).
const crypto = require('node:crypto');

const P = (1n << 255n) - 19n;
const L = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const HEAD = {
  privateX: Buffer.from('302e020100300506032b656e04220420', 'hex'),
  publicX: Buffer.from('302a300506032b656e032100', 'hex'),
  publicEd: Buffer.from('302a300506032b6570032100', 'hex'),
};

const mod = (a, m = P) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n, base = (base * base) % P) {
    if (exponent & 1n) result = (result * base) % P;
  }
  return result;
}

const invert = (a) => power(a, P - 2n);

function point(x, y) {
  return { x, y, z: 1n, t: mod(x * y) };
}

function add(p, q) {
  const a = mod((p.y - p.x) * (q.y - q.x));
  const b = mod((p.y + p.x) * (q.y + q.x));
  const c = mod(2n * D * p.t * q.t);
  const d = mod(2n * p.z * q.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
}

function multiplyBase(scalar) {
  let result = { x: 0n, y: 1n, z: 1n, t: 0n };
  for (let p = BASE; scalar > 0n; scalar >>= 1n, p = add(p, p)) {
    if (scalar & 1n) result = add(result, p);
  }
  return result;
}

const BASE = point(
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n
);
const number = (bytes) => BigInt('0x' + Buffer.from(bytes).reverse().toString('hex'));
const bytes = (n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex').reverse();
const hash = (...parts) => number(crypto.createHash('sha512').update(Buffer.concat(parts)).digest());

function compress(p) {
  const z = invert(p.z);
  const out = bytes(mod(p.y * z));
  if (mod(p.x * z) & 1n) out[31] |= 0x80;
  return out;
}

function keyPair() {
  const pair = crypto.generateKeyPairSync('x25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const secret = Buffer.from(pair.privateKey.subarray(-32));
  secret[0] &= 248;
  secret[31] = (secret[31] & 127) | 64;
  return { private: secret, public: Buffer.from(pair.publicKey.subarray(-32)) };
}

function publicOf(secret) {
  const key = crypto.createPrivateKey({ key: Buffer.concat([HEAD.privateX, secret]), format: 'der', type: 'pkcs8' });
  return crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}

function sign(secret, message) {
  const scalar = number(secret);
  const key = compress(multiplyBase(scalar));
  const prefix = Buffer.alloc(32, 0xff);
  prefix[0] = 0xfe;
  const r = hash(prefix, secret, message, crypto.randomBytes(64)) % L;
  const first = compress(multiplyBase(r));
  const second = bytes(mod(hash(first, key, message) * scalar + r, L));
  second[31] |= key[31] & 0x80;
  return Buffer.concat([first, second]);
}

function verify(publicKey, message, signature) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const u = number(publicKey) & ((1n << 255n) - 1n);
  const edwards = bytes(mod((u - 1n) * invert(u + 1n)));
  edwards[31] |= signature[63] & 0x80;
  const plain = Buffer.from(signature);
  plain[63] &= 0x7f;
  const key = crypto.createPublicKey({ key: Buffer.concat([HEAD.publicEd, edwards]), format: 'der', type: 'spki' });
  return crypto.verify(null, message, key, plain);
}

/** A key as the Signal protocol writes it on the wire: with the byte of its curve before it. */
const withType = (publicKey) => Buffer.concat([Buffer.from([5]), publicKey]);

module.exports = { keyPair, publicOf, sign, verify, withType };
