'use strict';
// Bytes inside JSON, as the WhatsApp library of this service writes and reads them.

function replacer(_key, value) {
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) {
    return { type: 'Buffer', data: Buffer.from(value).toString('base64') };
  }
  if (value && value.type === 'Buffer' && Array.isArray(value.data)) {
    return { type: 'Buffer', data: Buffer.from(value.data).toString('base64') };
  }
  return value;
}

function reviver(_key, value) {
  const isBytes = value && typeof value === 'object' && value.type === 'Buffer' && typeof value.data === 'string';
  return isBytes ? Buffer.from(value.data, 'base64') : value;
}

module.exports = {
  write: (value) => JSON.stringify(value, replacer),
  read: (text) => JSON.parse(text, reviver),
};
