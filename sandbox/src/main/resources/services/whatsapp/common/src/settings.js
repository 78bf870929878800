'use strict';
// Settings come from the process environment; what is not set there comes from the file .env beside the code.
const fs = require('node:fs');
const path = require('node:path');

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;

function value(text) {
  const quoted = /^(['"])((?:\\.|(?!\1).)*)\1/.exec(text);
  if (!quoted) return text.replace(/\s+#.*$/, '').trim();
  return quoted[1] === '"' ? quoted[2].replace(/\\(n|.)/g, (_, c) => (c === 'n' ? '\n' : c)) : quoted[2];
}

function parse(text) {
  const found = {};
  for (const line of text.split(/\r?\n/)) {
    const match = LINE.exec(line);
    if (match) found[match[1]] = value(match[2]);
  }
  return found;
}

/** "1-3,7" is 1, 2, 3 and 7. */
function companies(text) {
  return (text || '').split(',').filter((part) => part.trim()).flatMap((part) => {
    const [first, last = first] = part.trim().split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

function load(folder) {
  const file = path.join(folder, '.env');
  const all = { ...(fs.existsSync(file) ? parse(fs.readFileSync(file, 'utf8')) : {}), ...process.env };
  const leftOut = new Set(companies(all.WHATSAPP_LEAVE_OUT));
  return {
    port: Number(all.PORT),
    token: all.API_TOKEN || null,
    databaseUrl: all.DATABASE_URL,
    hostsFile: all.HOSTS_FILE || null,
    repositoryPattern: all.USE_REPOSITORY_PATTERN,
    companies: companies(all.WHATSAPP_COMPANIES).filter((id) => !leftOut.has(id)),
    leftOut: [...leftOut],
    sessionsFolder: path.resolve(folder, all.SESSIONS_FOLDER || 'baileys_sessions'),
    whatsapp: { host: all.WHATSAPP_HOST, port: Number(all.WHATSAPP_PORT) },
    pace: Number(all.BACKGROUND_MILLIS || 500),
  };
}

module.exports = { load };
