'use strict';
// Steps of a recovery by hand that a shell has no plain words for. All names come from the environment, as the page sets them; secrets are read
// where they are needed and never printed. Of the network it asks the database's port and the service's own addresses, nothing else. It is one
// file, and long for that, since the page carries it whole: nothing may have to be fetched on that day.
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const tls = require('tls');
const { spawnSync } = require('child_process');

const is = process.env;
const say = (words) => console.log(words);
const stop = (words) => { console.error(`STOP: ${words}`); process.exit(1); };
const rest = (millis) => new Promise((done) => setTimeout(done, millis));
const inHand = (name) => path.join(is.HAND, name);
/** Whole or not at all. */
const note = (name, value) => { fs.writeFileSync(inHand(`${name}.part`), JSON.stringify(value), { mode: 0o600 }); fs.renameSync(inHand(`${name}.part`), inHand(name)); };
const noted = (name) => { try { return JSON.parse(fs.readFileSync(inHand(name), 'utf8')); } catch { return stop(`${inHand(name)} is not there: do the steps before this one`); } };
const isNoted = (name) => fs.existsSync(inHand(name));
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

function secret(reference) {
  if (reference.startsWith('file:')) return filed(reference.slice(5));
  if (!reference.startsWith('env:')) return reference;
  return is[reference.slice(4)] || stop(`${reference.slice(4)} is not set in this shell; it is what the worker has under that name`);
}

/** `PATH#NAME` is a variable of a dotenv file, unless there is a file of that whole name. */
function filed(name) {
  const [, file, variable] = /^(\/.+)#([A-Za-z_]\w*)$/.exec(name) || [];
  if (!file || fs.existsSync(name)) return fs.readFileSync(name, 'utf8').replace(/\r?\n$/, '');
  return plain(setting(fs.readFileSync(file, 'utf8'), variable)) || stop(`${variable} is not set in ${file}`);
}

const keys = (pointer) => pointer.split('/').slice(1).map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
const at = (pointer, json) => keys(pointer).reduce((value, key) => (value == null ? value : value[key]), json);
/** A field's plain name will do where the text does not begin as a pointer does. */
const inside = (place, json) => (place.startsWith('/') ? at(place, json) : json == null ? undefined : json[place]);
const list = (name) => JSON.parse(is[name]);
const means = (words, said) => said != null && typeof said !== 'object' && words.includes(String(said));

// ---- what runs -------------------------------------------------------------------------------------------------------------------------------

/** PM2 is given its home and nothing else; PATH is for `runuser` alone, which lies where only root looks. */
function pm2(...words) {
  const as = !is.PM2_USER || is.PM2_USER === os.userInfo().username ? [] : ['runuser', '-u', is.PM2_USER, '--'];
  const all = [...as, 'env', '-i', `PM2_HOME=${is.PM2_HOME}`, is.NODE, is.PM2, ...words, '--silent'];
  const said = spawnSync(all[0], all.slice(1), { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, encoding: 'utf8', maxBuffer: 1 << 28 });
  return said.status === 0 ? said.stdout : stop(`pm2 ${words[0]} failed; see ${is.PM2_HOME}/pm2.log`);
}

function apps() {
  if (!fs.existsSync(path.join(is.PM2_HOME, 'rpc.sock'))) stop(`no PM2 runs in ${is.PM2_HOME}: \`pm2 resurrect\` as its user brings it back`);
  return JSON.parse(pm2('jlist').split('\n').filter((line) => line.startsWith('[')).pop() || '[]');
}

/** PM2's entry. It holds the whole environment of the process: only what is named leaves it. */
function app() {
  const found = apps().filter((one) => one.name === is.PROCESS);
  if (found.length !== 1) stop(`PM2 lists ${is.PROCESS} ${found.length} times: \`pm2 resurrect\`, or keep one`);
  const { pid, pm2_env: env } = found[0];
  return { pid, status: env.status, patience: env.kill_timeout || 1600, out: env.pm_out_log_path, err: env.pm_err_log_path, mode: env[is.MODE] || '', leftOut: (is.LEAVE_OUT && env[is.LEAVE_OUT]) || '' };
}

function parentOf(pid) {
  try { return Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) . /s, '').split(' ')[0]); } catch { return 0; }
}

function family(pid) {
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  const kin = new Set(pid ? [pid] : []);
  for (let size = -1; size !== kin.size;) { size = kin.size; all.filter((one) => kin.has(parentOf(one))).forEach((one) => kin.add(one)); }
  return [...kin];
}

const git = (...words) => spawnSync(is.GIT, ['-c', 'safe.directory=*', '-C', is.CHECKOUT, ...words], { encoding: 'utf8' }).stdout.trim();
const branch = () => git('symbolic-ref', '--quiet', '--short', 'HEAD') || git('rev-parse', 'HEAD');
const inEnvFile = (name) => plain(setting(fs.readFileSync(is.ENV_FILE, 'utf8'), name));

/** Where everything stands; the first step, and the name of all that follows. What was is noted once: later it would be what the steps made. */
function look() {
  const runs = app();
  const set = inEnvFile(is.MODE);
  say(`${is.PROCESS}: ${runs.status}, pid ${runs.pid}; ${is.MODE} is ${set} in ${is.ENV_FILE}; checkout on ${branch()}`);
  if (process.argv[3] === 'only') return;
  const begun = isNoted('was.json');
  if (set === is.ON_FILES && (!begun || isNoted('started.json'))) stop('the service is on files already: its newest sessions are there, and an older copy must not take their place');
  if (isNoted('started.json')) stop(`${is.HAND} is of an earlier recovery: \`hand end\` puts it aside, then begin again`);
  if (begun) { say(`it is begun already, as ${noted('was.json').name}, and nothing is noted anew: go on where you were`); return; }
  note('was.json', { place: branch(), name: `by-hand-${new Date().toISOString().replace(/[^0-9]/g, '').slice(0, 14)}`, stash: git('rev-parse', '--quiet', '--verify', 'refs/stash') });
}

/** What is noted of this recovery goes aside, for the next one to begin with nothing. */
function end() {
  const { name } = noted('was.json');
  if (isNoted('started.json') && inEnvFile(is.MODE) === is.ON_FILES) stop('the service is on files: this is over when it is back on its database');
  const aside = inHand(`ended-${name}`);
  fs.mkdirSync(aside, { recursive: true, mode: 0o700 });
  const all = fs.readdirSync(is.HAND).filter((one) => /\.(json|was)$/.test(one) && one !== 'was.json');
  for (const file of [...all, 'was.json']) fs.renameSync(inHand(file), path.join(aside, file));
  say(`it is over; what was noted is in ${aside}`);
}

// ---- the database ----------------------------------------------------------------------------------------------------------------------------

const ANSWERS = 'it answers';
const SPEAKS = 'it speaks PostgreSQL, and then';

function packet(code, words = '') {
  const all = Buffer.concat([Buffer.alloc(8), Buffer.from(words)]);
  all.writeInt32BE(all.length, 0);
  all.writeInt32BE(code, 4);
  return all;
}

function judged(said) {
  if (said[0] === 0x52) return ANSWERS;
  return said[0] === 0x45 ? `it refuses, ${(/\0?C([0-9A-Z]{5})\0/.exec(said.toString('latin1')) || [])[1]}` : 'it speaks something else';
}

/** Taken apart as Mayday does it: a password may hold an `@` and a `#`, and several hosts are a list. Nothing of a url is printed, its half may be a password. */
function addresses(text) {
  const [, jdbc, authority = '', path, query = ''] = /^(jdbc:)?postgres(?:ql)?:(?:\/\/([^/?]*))?\/?([^?]*)(?:\?(.*))?$/.exec(text.trim()) || stop('the database url is no PostgreSQL URL');
  if (path.includes('@')) stop('the database url has a slash before the @ that its host begins behind');
  const read = (part) => decodeURIComponent(jdbc ? part.replace(/\+/g, ' ') : part);
  const driver = { PGHOST: 'host', PGPORT: 'port', PGDBNAME: 'dbname' };
  const given = {};
  query.split('&').map((pair) => /^([^=]+)=(.*)$/.exec(pair)).filter(Boolean).forEach(([, name, value]) => { given[driver[read(name)] || read(name)] = value; });
  const its = (name) => read(given[name] || '');
  const before = authority.lastIndexOf('@');
  const user = its('user') || read(authority.slice(0, Math.max(before, 0)).split(':')[0]) || 'postgres';
  return (its('host') || authority.slice(before + 1)).split(',').map((place) => {
    const [, host, port] = /^(\[[0-9A-Fa-f:.%a-z]+\]|[^:[\]@\s/]*)(?::(\d{1,5})?)?$/.exec(place) || stop('the database url has no host that can be read; a socket folder is none');
    const door = Number(port || its('port') || 5432);
    if (!(door >= 1 && door <= 65535)) stop('the database url has a port that is not in 1..65535');
    return { host: host.replace(/^\[|\]$/g, '') || 'localhost', port: door, user, database: its('dbname') || read(path) || user };
  });
}

/**
 * What it says to somebody who only knocks: no password leaves this machine. TLS is asked for first, since some hang up on whoever comes without. The
 * one letter `S` or `N` is said by whoever speaks PostgreSQL, also by a proxy before a dead database: what it says next is heard, too.
 */
function knock({ host, port, user, database: base }) {
  const words = `user\0${user}\0database\0${base}\0\0`;
  return new Promise((done) => {
    let spoke = false;
    const socket = net.connect({ host, port });
    const end = (said) => { clearTimeout(late); socket.destroy(); done(said); };
    const silent = (why) => end(spoke ? `${SPEAKS} ${why}` : why);
    const late = setTimeout(() => silent('no answer in time'), Number(is.CONNECT_WITHIN));
    const begin = (on) => on.once('data', (said) => end(judged(said))).write(packet(196608, words));
    socket.once('connect', () => socket.write(packet(80877103)));
    socket.on('error', (error) => silent(error.code)).once('close', () => silent('it hangs up'));
    socket.once('data', (said) => {
      const letter = said.toString('latin1');
      spoke = letter === 'S' || letter === 'N';
      if (letter === 'N') begin(socket);
      else if (letter === 'S') { const safe = tls.connect({ socket, servername: net.isIP(host) ? '' : host, rejectUnauthorized: false }, () => begin(safe)).on('error', (error) => silent(error.code)); }
      else end(judged(said));
    });
  });
}

async function database() {
  const all = addresses(secret(is.DATABASE));
  const said = [];
  for (const [i, one] of all.entries()) {
    said.push(await knock(one));
    say(`the database${all.length > 1 ? `, host ${i + 1} of ${all.length}` : ''}: ${said[i]}`);
  }
  return said;
}

/** A port that lives is not yet a database that does; only the person who looks closer may go on then. */
async function gone() {
  const unless = 'where you know that it is a proxy before a dead database, or a standby that nobody can promote, go on with step 3';
  for (const again of [true, false]) {
    const said = await database();
    if (said.includes(ANSWERS)) stop(`there is nothing to fall back from; ${unless}`);
    if (said.some((one) => one.startsWith(SPEAKS))) stop(`it lives: look closer, with a connection of the service's own; ${unless}`);
    if (said.some((one) => /, 28/.test(one))) stop('it refuses whoever asks here; the service has a connection of its own, which may live: read its log first');
    if (again) await rest(Number(is.PROBE_APART));
  }
}

// ---- sessions --------------------------------------------------------------------------------------------------------------------------------

const RATCHETS = new Set(['session', 'sender-key', 'sender-key-memory']);
const fileOf = ({ type, id }) => (type ? `${type}-${id}.json` : id).replace(/\//g, '__').replace(/:/g, '-');
const folderOf = (company) => is.COMPANY_FOLDER.replace('{company}', company);

function place() {
  const folder = fs.existsSync(is.FOLDER) ? fs.realpathSync(is.FOLDER) : path.join(fs.realpathSync(path.dirname(is.FOLDER)), path.basename(is.FOLDER));
  const { name } = noted('was.json');
  return { folder, name, staged: `${folder}.mayday-${name}`, book: `${folder}.mayday-${name}.book` };
}

/** Null for one that is cut off or changed, or is not there. */
function manifest(copy) {
  let text = '';
  let end = null;
  let cut = 0;
  try {
    text = fs.readFileSync(path.join(copy, 'manifest.jsonl'), 'utf8');
    cut = text.lastIndexOf('\n', text.length - 2) + 1;
    end = JSON.parse(text.slice(cut)).end;
  } catch { return null; }
  if (!end || end.sha256 !== sha256(text.slice(0, cut))) return null;
  return { lines: text.slice(0, cut).split('\n').filter(Boolean).map((line) => JSON.parse(line)), end };
}

/** Pre-key ids that a lost state may have handed out are skipped. */
function raised(bytes, highest, folder) {
  const creds = JSON.parse(bytes);
  let left = 0;
  try { left = JSON.parse(fs.readFileSync(path.join(folder, 'creds.json'), 'utf8')).nextPreKeyId || 0; } catch { /* none is there */ }
  const next = Math.max(creds.nextPreKeyId, highest + 1, left) + Number(is.LEAP);
  if (!(next > 0 && next <= 0xffffff)) return null;
  creds.nextPreKeyId = next;
  creds.firstUnuploadedPreKeyId = next;
  return JSON.stringify(creds);
}

/** Whether the sessions, their book and the list of companies are all there. The sign in the folder is written when all else is on the disk. */
function whole({ folder, name, staged, book }) {
  return [folder, staged].some((one) => named(one) === name) && isNoted('companies.json') && manifest(book) !== null;
}

/** What stops half way, a full disk too, leaves nothing of it; what a cut line left half made is made anew. */
function stage() {
  const all = place();
  if (whole(all)) return say(`${all.book} is there already: they are staged`);
  if (fs.existsSync(path.join(all.book, 'installed.json'))) stop(`${all.book} is of sessions that were put in place, and is not whole: leave it, and ask somebody who knows`);
  let made = false;
  const remove = () => { if (!made) [all.staged, all.book].forEach((one) => fs.rmSync(one, { recursive: true, force: true })); };
  remove();
  process.once('exit', remove);
  copied(all);
  made = true;
  return undefined;
}

/** The warm copy, made ready beside the service's folder: usable companies, without what may be stale, and the book for the way home. */
function copied({ folder, name, staged, book }) {
  const copy = fs.realpathSync(path.join(is.COPIES, 'current'));
  const { lines, end } = manifest(copy) || stop(`the manifest of ${copy} is not whole: this copy is not to be used`);
  const usable = new Set(lines.filter((line) => line.company && line.company.usable).map((line) => line.company.company));
  const companies = {};
  const of = (company) => (companies[company] = companies[company] || { keys: 0, aside: 0, highest: 0 });
  const put = (root, company, file, bytes) => { fs.mkdirSync(path.join(root, folderOf(company)), { recursive: true, mode: 0o700 }); fs.writeFileSync(path.join(root, folderOf(company), file), bytes, { flag: 'wx', mode: 0o600 }); };
  fs.mkdirSync(staged, { mode: 0o700 });
  fs.mkdirSync(book, { mode: 0o700 });
  const written = [];
  for (const line of lines) {
    if (line.header) {
      say(`the warm copy ${path.basename(copy)} is of ${line.header.snapshot}`);
      written.push({ header: { ...line.header, name, source: 'WARM_COPY', from: path.basename(copy), lastWrite: null, ratchets: false, leap: Number(is.LEAP) } });
    } else if (line.key) {
      const { key } = line;
      const mine = of(key.company);
      let aside = key.aside || !usable.has(key.company);
      if (!aside) {
        const bytes = fs.readFileSync(path.join(copy, 'sessions', folderOf(key.company), fileOf(key)));
        aside = RATCHETS.has(key.type) || sha256(bytes) !== key.content.sha256;
        put(aside ? path.join(book, 'aside') : staged, key.company, fileOf(key), bytes);
        if (key.type === 'pre-key') mine.highest = Math.max(mine.highest, Number(key.id) || 0);
      }
      mine[aside ? 'aside' : 'keys'] += 1;
      written.push({ key: { ...key, aside } });
    } else {
      const { company } = line;
      const mine = of(company.company);
      if (company.usable) {
        const bytes = fs.readFileSync(path.join(copy, 'sessions', folderOf(company.company), 'creds.json'));
        const higher = sha256(bytes) === company.creds.sha256 ? raised(bytes, mine.highest, path.join(folder, folderOf(company.company))) : null;
        if (higher === null) stop(`the credentials of company ${company.company} are not what was verified: take it out by hand, or wait for Mayday`);
        put(staged, company.company, 'creds.json', higher);
      }
      written.push({ company: { ...company, keys: mine.keys, aside: mine.aside } });
    }
  }
  const text = written.map((line) => `${JSON.stringify(line)}\n`).join('');
  fs.writeFileSync(path.join(book, 'manifest.jsonl'), `${text}${JSON.stringify({ end: { ...end, sha256: sha256(text) } })}\n`, { mode: 0o600 });
  const apart = lines.filter((line) => line.company && !line.company.usable).map((line) => line.company.company);
  note('companies.json', { usable: [...usable], apart });
  ownBook(book);
  onDisk(staged, book, is.HAND);
  fs.writeFileSync(path.join(staged, '.mayday'), `${name}\n`, { mode: 0o600 });
  own(staged, folder);
  onDisk(staged);
  say(`ready: companies ${[...usable].join(', ')}${apart.length ? `; kept apart, and not to be started: ${apart.join(', ')}` : ''}`);
}

function onDisk(...places) {
  if (spawnSync('sync', ['--file-system', ...places]).status !== 0) stop('the disk did not take it: see its room and its health');
}

/** Only root can give something away. */
function give(place, { uid, gid }) {
  if (process.getuid() === 0) spawnSync('chown', ['--recursive', '--no-dereference', `${uid}:${gid}`, place]);
}

function own(staged, folder) {
  const above = fs.statSync(path.dirname(folder));
  give(staged, above.uid === 0 && fs.existsSync(folder) ? fs.statSync(folder) : above);
}

/** By the book Mayday's worker brings the sessions home, and it need not be root: the state folder is its own. */
const ownBook = (book) => give(book, fs.statSync(path.resolve(is.HAND, '..', '..', '..')));

const named = (folder) => { try { return fs.readFileSync(path.join(folder, '.mayday'), 'utf8').trim(); } catch { return ''; } };

function install() {
  const all = place();
  const { folder, name, staged, book } = all;
  if (named(folder) === name) return say('they are in place already');
  if (!whole(all)) stop(`${staged} is not whole: do step 3 again`);
  halted();
  onTag();
  const present = fs.existsSync(folder) || fs.existsSync(`${staged}.was`);
  fs.writeFileSync(path.join(book, 'installed.json'), `${JSON.stringify({ name, run: name, at: new Date().toISOString(), present })}\n`, { mode: 0o600 });
  ownBook(book);
  if (fs.existsSync(folder)) fs.renameSync(folder, `${staged}.was`);
  fs.renameSync(staged, folder);
  return say(present ? `in place; what lay there before is ${staged}.was` : 'in place; nothing lay there before');
}

function uninstall() {
  mayGoBack();
  const { folder, name, staged } = place();
  if (named(folder) === name) fs.renameSync(folder, staged);
  if (fs.existsSync(`${staged}.was`)) fs.renameSync(`${staged}.was`, folder);
  say('the folder of the sessions is as it was');
}

// ---- .env ------------------------------------------------------------------------------------------------------------------------------------

const lineOf = (name) => new RegExp(`^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(.*)$`, 'gm');
const setting = (text, name) => ([...text.matchAll(lineOf(name))].pop() || [])[2] || '';
const plain = (value) => { const [, , inner] = /^\s*(["'])(.*?)\1/.exec(value) || []; return inner === undefined ? value.replace(/\s+#.*$/, '').trim() : inner; };
const quoted = (value) => (/^[\w.,:/@+-]*$/.test(value) ? value : JSON.stringify(value));

function withValue(text, name, value) {
  const found = [...text.matchAll(lineOf(name))];
  if (found.length > 1) stop(`${name} stands ${found.length} times in ${is.ENV_FILE}: leave one`);
  if (found.length === 0) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}=${quoted(value)}\n`;
  if (/^\s*["'](?!.*["']\s*(#.*)?$)/.test(found[0][2])) stop(`${name} is set over several lines in ${is.ENV_FILE}: change it in an editor`);
  return text.replace(lineOf(name), (_, begin) => `${begin}${quoted(value)}`);
}

function replace(file, text) {
  const { mode, uid, gid } = fs.statSync(file);
  const aside = `${file}.by-hand`;
  fs.rmSync(aside, { force: true });
  fs.writeFileSync(aside, text, { flag: 'wx', mode });
  if (process.getuid() === 0) fs.chownSync(aside, uid, gid);
  fs.renameSync(aside, file);
}

const listed = (text) => text.split(is.LEAVE_OUT_SEPARATOR).map((one) => one.trim()).filter(Boolean);

function set() {
  halted();
  const file = fs.realpathSync(is.ENV_FILE);
  const before = fs.readFileSync(file, 'utf8');
  if (isNoted('env.was') && before !== fs.readFileSync(inHand('env.was'), 'utf8')) stop(`it is set already; what was before is ${inHand('env.was')}`);
  const { apart } = noted('companies.json');
  const leftOut = [...new Set([...(is.LEAVE_OUT ? listed(plain(setting(before, is.LEAVE_OUT))) : []), ...apart])].sort().join(is.LEAVE_OUT_SEPARATOR);
  let after = withValue(before, is.MODE, is.ON_FILES);
  if (is.LEAVE_OUT) after = withValue(after, is.LEAVE_OUT, leftOut);
  fs.writeFileSync(inHand('env.was'), before, { mode: 0o600 });
  note('set.json', { sha256: sha256(after), leftOut });
  replace(file, after);
  say(`${is.ENV_FILE}: ${is.MODE}=${is.ON_FILES}${is.LEAVE_OUT ? `, ${is.LEAVE_OUT}=${leftOut}` : ''}`);
  if (!is.LEAVE_OUT && apart.length) say(`BY HAND, before the start: keep the service from starting company ${apart.join(', ')}; else it would become a new device`);
}

function unset() {
  mayGoBack();
  const file = fs.realpathSync(is.ENV_FILE);
  const before = isNoted('env.was') ? fs.readFileSync(inHand('env.was'), 'utf8') : stop(`${inHand('env.was')} is not there: step 8 was not done, or is undone`);
  const now = fs.readFileSync(file, 'utf8');
  if (now !== before && sha256(now) !== noted('set.json').sha256) stop(`${is.ENV_FILE} was changed since: compare it with ${inHand('env.was')}`);
  if (now !== before) replace(file, before);
  fs.rmSync(inHand('env.was'));
  fs.rmSync(inHand('set.json'), { force: true });
  say(`${is.ENV_FILE} is as it was`);
}

// ---- stopped, started ------------------------------------------------------------------------------------------------------------------------

function beforeStop() {
  if (!whole(place())) stop('no sessions are staged: do step 3 before it is stopped');
  const runs = app();
  if (runs.pid > 0 && runs.patience < Number(is.SAVE_WITHIN)) {
    say(`PM2 would kill it after ${runs.patience} ms, while it may still save: restarted once with ${is.SAVE_WITHIN} ms`);
    pm2('restart', is.PROCESS, '--kill-timeout', is.SAVE_WITHIN);
  }
  note('kin.json', [...new Set([...(isNoted('kin.json') ? noted('kin.json') : []), ...family(app().pid)])]);
}

async function until(millis, holds, otherwise) {
  for (const end = Date.now() + millis; ; await rest(200)) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) return stop(otherwise());
  }
}

async function stopped() {
  const lives = () => noted('kin.json').filter((pid) => fs.existsSync(`/proc/${pid}`));
  await until(Number(is.STOP_WITHIN), () => app().status === 'stopped' && lives().length === 0, () => `it still runs: ${lives().join(', ')}; two writers would spoil the sessions`);
  const { out, err } = app();
  const size = (file) => { try { return fs.statSync(file).size; } catch { return 0; } };
  note('mark.json', { out: size(out), err: size(err) });
  say('it is stopped, and nobody of its family lives');
}

/** Nothing is moved under a service that runs, or that nobody has stopped. */
function halted() {
  const { status } = app();
  if (status !== 'stopped' || noted('kin.json').some((pid) => fs.existsSync(`/proc/${pid}`))) stop(`${is.PROCESS} is not stopped, it is ${status}: do step 5`);
}

function beforeCheckout() {
  halted();
  if (branch() !== noted('was.json').place) stop(`the checkout is on ${branch()} already: go on with step 7`);
}

function onTag() {
  if (git('rev-parse', 'HEAD') !== git('rev-parse', '--quiet', '--verify', `${is.TAG}^{commit}`)) stop(`the checkout is not on ${is.TAG}: do step 6`);
}

/** All that a start on files rests on. A company that is kept apart and started would become a new device. */
function ready() {
  const { folder, name } = place();
  if (named(folder) !== name) stop(`the sessions are not in ${folder}: do step 7`);
  onTag();
  noted('set.json');
  if (inEnvFile(is.MODE) !== is.ON_FILES) stop(`${is.MODE} is not ${is.ON_FILES} in ${is.ENV_FILE}: do step 8`);
  const started = noted('companies.json').apart.filter((one) => is.LEAVE_OUT && !listed(inEnvFile(is.LEAVE_OUT)).includes(one));
  if (started.length) stop(`company ${started.join(', ')} is not left out in ${is.ENV_FILE}: it is to be kept apart`);
  const { status, pid } = app();
  if (pid > 0 || !['stopped', 'errored'].includes(status) || noted('kin.json').some((one) => fs.existsSync(`/proc/${one}`))) stop(`${is.PROCESS} is not stopped, it is ${status}`);
  note('started.json', { at: new Date().toISOString() });
}

/** For the line that starts it: variables, one a line. */
function values() {
  const { leftOut } = noted('set.json');
  say([`${is.MODE}=${is.ON_FILES}`, ...(is.LEAVE_OUT ? [`${is.LEAVE_OUT}=${leftOut}`] : [])].join('\n'));
}

function mayGoBack() {
  if (isNoted('started.json')) stop(`it was started on files, and newer sessions may be there: only ReturnToPostgres goes back from here. Where PM2 itself failed and it never ran, remove ${inHand('started.json')}`);
}

/** Before the service is started as it was. */
function back() {
  mayGoBack();
  const { folder, name } = place();
  if (isNoted('env.was')) stop('the settings are not back: do step 8 of the way back');
  if (named(folder) === name) stop(`the folder of the sessions is not back: do step 7 of the way back`);
  if (branch() !== noted('was.json').place) stop('the checkout is not back: do step 6 of the way back');
}

function was() {
  mayGoBack();
  const { [process.argv[3]]: value } = noted('was.json');
  say(value);
}

// ---- neighbours ------------------------------------------------------------------------------------------------------------------------------

/** The block has set whose name, PM2 and user it is; a unit is named. */
const neighbour = () => process.argv[3] || is.PROCESS;
const ranNote = () => `ran-${sha256(`${process.argv[3] ? '' : is.PM2_HOME}\0${neighbour()}`).slice(0, 12)}.json`;

function lives() {
  if (!process.argv[3]) { const { pid, status } = app(); return { runs: pid > 0 || status === 'waiting restart', brokeDown: status === 'errored' }; }
  const said = spawnSync('systemctl', ['is-active', process.argv[3]], { encoding: 'utf8' });
  const state = (said.stdout || '').trim();
  if (!state) stop(`systemctl does not say whether ${process.argv[3]} runs`);
  return { runs: ['active', 'activating', 'reloading'].includes(state), brokeDown: state === 'failed' };
}

/** Before it is stopped: only who ran is started again. Noted once. */
function ran() {
  if (!isNoted(ranNote())) note(ranNote(), lives().runs);
  if (!noted(ranNote())) stop(`${neighbour()} does not run: it is left so`);
}

function mayRun() {
  if (!noted(ranNote())) stop(`${neighbour()} did not run before: it is left so`);
}

/** What broke down with the database is to read the new settings as well. */
function runs() {
  const { runs: itDoes, brokeDown } = lives();
  if (!itDoes && !brokeDown) stop(`${neighbour()} does not run: it is left so`);
}

/** What PM2 sets for a neighbour outweighs what it would read of the settings: there it must be told. */
function valuesBeside() {
  const { mode, leftOut: has } = app();
  const { leftOut } = noted('set.json');
  say([`PM2_HOME=${is.PM2_HOME}`, ...(mode ? [`${is.MODE}=${is.ON_FILES}`] : []), ...(has ? [`${is.LEAVE_OUT}=${leftOut}`] : [])].join('\n'));
}

/** Who is in the same PM2 and lives on the same checkout, and is not in mayday.yaml. */
function strangers() {
  const onIt = (place) => place && (place === is.CHECKOUT || place.startsWith(`${is.CHECKOUT}/`));
  const known = [is.PROCESS, ...list('NEIGHBOURS')];
  const found = apps().filter(({ name, pm2_env: env }) => !known.includes(name) && (onIt(env.pm_cwd) || onIt(env.pm_exec_path)));
  found.forEach(({ name, pm2_env: { status } }) => say(`NOT LISTED: ${name}, ${status}, works on ${is.CHECKOUT}: find out what the tag and the settings do to it before you go on`));
  if (!found.length) say('nobody else in this PM2 works on the checkout');
}

// ---- proven ----------------------------------------------------------------------------------------------------------------------------------

/** What PM2 saves is what a boot finds. */
function onFiles() {
  const { status, mode } = app();
  if (status !== 'online' || mode !== is.ON_FILES) stop(`${is.PROCESS} is ${status}, with ${is.MODE}=${mode}: a boot would bring that back`);
}

async function online() {
  const runs = await until(15000, () => { const now = app(); return now.status === 'online' && now.mode === is.ON_FILES && now; }, () => 'it did not come up: read its error log');
  await rest(Number(is.STEADY_FOR));
  const later = app();
  if (later.pid !== runs.pid || later.status !== 'online') stop('it does not stay up: read its error log');
  say(`online, pid ${later.pid}, with ${is.MODE}=${is.ON_FILES}`);
}

function request(url, headers, method, body) {
  return new Promise((done) => {
    const call = require(url.startsWith('https:') ? 'https' : 'http').request(url, { method, headers, timeout: 20000 }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('end', () => { try { done({ code: answer.statusCode, json: JSON.parse(Buffer.concat(parts)) }); } catch { done({ code: answer.statusCode }); } });
    });
    call.on('timeout', () => call.destroy()).on('error', (error) => done({ code: error.code || 'no answer' }));
    call.end(body);
  });
}

/** With the secrets that are referred to, and the text of the test message. */
const resolved = (name) => Object.fromEntries(Object.entries(list(name)).map(([key, value]) => [key, secret(value).replace('{text}', 'by hand: it works on files')]));
const fine = (code) => code >= 200 && code < 300;
const isOpen = (one) => !is.COMPANY_OPEN || means(list('OPEN_VALUES'), inside(is.COMPANY_OPEN, one));

/** Who is open of a list, or of an object that may have no more than the state under each id. */
function open(companies) {
  const nested = (one) => is.COMPANY_OPEN || (one !== null && typeof one === 'object');
  if (!is.COMPANY_ID && !Array.isArray(companies)) return Object.entries(companies).filter(([, one]) => (nested(one) ? isOpen(one) : means(list('OPEN_VALUES'), one))).map(([id]) => id);
  return Object.values(companies).filter(isOpen).map((one) => String(is.COMPANY_ID ? inside(is.COMPANY_ID, one) : one));
}

async function connected() {
  if (!is.STATUS_URL) return say(`nothing but its log tells whether it is connected: read ${app().out}`);
  const { usable } = noted('companies.json');
  const { leftOut } = noted('set.json');
  const out = listed(leftOut);
  const wanted = usable.filter((one) => !out.includes(one));
  let closed = wanted;
  const look = async () => {
    const { code, json } = await request(is.STATUS_URL, resolved('STATUS_HEADERS'), 'GET');
    if (!fine(code)) return false;
    if (!is.COMPANIES) return isOpen(json);
    const companies = at(is.COMPANIES, json);
    if (companies == null || typeof companies !== 'object') return false;
    const names = open(companies);
    closed = wanted.filter((one) => !names.includes(one));
    return closed.length === 0;
  };
  await until(Number(is.OPEN_WITHIN), look, () => `not connected: company ${closed.join(', ')}; read its own log`);
  return say(is.COMPANIES ? `connected: company ${wanted.join(', ')}` : 'a connection is open; look at each company yourself');
}

/** A pattern is written for Java. With `u` JavaScript refuses what it knows nothing of, where it would else take `\\A` for an A; null then. */
function pattern(text) {
  const [, flags, java] = /^((?:\(\?i\))?)(.*)$/s.exec(text);
  const plainer = java.replace(/\\([^\w\s])/g, (all, sign) => ('^$\\.*+?()[]{}|/'.includes(sign) ? all : sign === '-' ? '\\x2d' : sign));
  try { return /&&/.test(java) ? null : new RegExp(plainer, flags ? 'iu' : 'u'); } catch { return null; }
}

function errors() {
  const from = app();
  const mark = noted('mark.json');
  const all = list('ERROR_LOG').map((text) => ({ text, finds: pattern(text) }));
  const unread = all.filter((one) => !one.finds).map((one) => one.text);
  for (const log of is.ERRORS_IN === 'BOTH' ? ['err', 'out'] : ['err']) {
    const bytes = fs.readFileSync(from[log]);
    const start = bytes.length < mark[log] ? 0 : mark[log];
    const found = bytes.subarray(start).toString('utf8').split('\n').filter((line) => all.some((one) => one.finds && one.finds.test(line)));
    if (found.length) stop(`${found.length} lines of ${from[log]} look like errors, from byte ${start} on: read them`);
    say(unread.length ? `READ THE LOG YOURSELF, ${from[log]} from byte ${start} on: only Java takes ${unread.join(' and ')}` : `no new errors in ${from[log]}`);
  }
}

/** What it would quote of a value that is none may be a secret. */
function unquoted(name, text) {
  try { return JSON.parse(text); } catch { return stop(`the value of ${name} is no number, true, false or null`); }
}

/** A name that begins with a slash is a path, and a number in it the place in a list. */
function tree(fields) {
  const all = {};
  for (const name of Object.keys(fields).sort()) {
    const way = name.startsWith('/') ? keys(name) : [name];
    const last = way.pop();
    let here = all;
    way.forEach((key, i) => {
      here[key] = here[key] || (/^\d+$/.test(i + 1 < way.length ? way[i + 1] : last) ? [] : {});
      here = here[key];
    });
    here[last] = list('SEND_UNQUOTED').includes(name) ? unquoted(name, fields[name]) : fields[name];
  }
  return all;
}

/** Once, and not again after an unclear answer: look into the receiving chat then. */
async function send() {
  const form = is.SEND_AS === 'FORM';
  const fields = resolved('SEND_BODY');
  const headers = { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json', ...resolved('SEND_HEADERS') };
  const { code, json } = await request(is.SEND_URL, headers, is.SEND_METHOD, form ? String(new URLSearchParams(fields)) : JSON.stringify(tree(fields)));
  const sent = fine(code) && (!is.SENT_FIELD || means(list('SENT_VALUES'), at(is.SENT_FIELD, json)));
  if (!sent) stop(`the answer is ${code}: look into the receiving chat before you try again`);
  say(`a test message is sent${is.SENT_ID ? `: ${at(is.SENT_ID, json)}` : ''}`);
}

const STEPS = {
  look, database, gone, stage, strangers, 'before-stop': beforeStop, stopped, 'before-checkout': beforeCheckout, install, set, ready, values, 'on-files': onFiles, online, connected, errors, send,
  unset, uninstall, was, back, end, ran, 'may-run': mayRun, runs, 'values-beside': valuesBeside,
};
const step = STEPS[process.argv[2]];
if (!step) stop(`there is no such step; there are ${Object.keys(STEPS).join(', ')}`);
(async () => step())().catch((error) => stop(`${process.argv[2]}: ${error.message}`));
