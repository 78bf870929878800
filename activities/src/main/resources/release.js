// Says whether the code of a tree would start: every module that its entry asks for is there, every package that its lock file
// demands is installed in the version that it demands, and every file can be compiled. Nothing of it is run.
// node [--experimental-vm-modules] - TREE ENTRY   prints one JSON object; an empty ENTRY is what `npm start` runs
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const Module = require('node:module');

const tree = fs.realpathSync(process.argv[2]);
const problems = [];
const notes = [];
const node = process.versions.node.split('.').map(Number);
const atLeast = (major, minor) => node[0] > major || (node[0] === major && node[1] >= minor);
const REQUIRES_ESM = atLeast(22, 12);
const here = (file) => path.relative(tree, file) || '.';
const json = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

// ---- what a source asks for ---------------------------------------------------------------------------------------------------
// Reads JavaScript just well enough: comments, strings, templates and regular expressions are passed over; what stands in the
// block of a `try` may be missing.
function requests(source) {
  const found = [];
  const blocks = []; // 'try', '' or 'template'
  let last = ''; // the last word or sign
  let at = 0;
  const guarded = () => blocks.includes('try');
  const text = () => {
    const quote = source[at];
    let end = at + 1;
    while (end < source.length && source[end] !== quote && source[end] !== '\n') end += source[end] === '\\' ? 2 : 1;
    const content = source.slice(at + 1, end);
    at = end + 1;
    return content;
  };
  const template = () => {
    while (at < source.length && source[at] !== '`') {
      if (source[at] === '$' && source[at + 1] === '{') {
        at += 2;
        blocks.push('template');
        return;
      }
      at += source[at] === '\\' ? 2 : 1;
    }
    at += 1;
    last = 'x';
  };
  const expression = () => {
    let inClass = false;
    for (let end = at + 1; end < source.length && source[end] !== '\n'; end += 1) {
      if (source[end] === '\\') end += 1;
      else if (source[end] === '[') inClass = true;
      else if (source[end] === ']') inClass = false;
      else if (source[end] === '/' && !inClass) {
        at = end + 1;
        last = 'x';
        return true;
      }
    }
    return false;
  };
  const begins = () => last === '' || /^(return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|yield|await)$/.test(last) || /^[(,=:[!&|?{};+\-*%<>~^]$/.test(last);
  const argument = () => {
    const call = /^\s*\(\s*(?:\/\*.*?\*\/\s*)?(['"`])([^'"`\n$]+)\1\s*[,)]/.exec(source.slice(at, at + 400));
    return call && call[2];
  };
  const after = () => {
    const said = /^\s*(['"])([^'"\n]+)\1/.exec(source.slice(at, at + 400));
    return said && said[2];
  };
  const word = (name, before) => {
    if (before === '.') return;
    let spec = null;
    if (name === 'require') spec = argument();
    else if (name === 'import') spec = argument() || after();
    else if (name === 'from') spec = after();
    if (spec) found.push({ kind: name === 'require' ? 'require' : 'import', spec, guarded: guarded() });
  };
  while (at < source.length) {
    const sign = source[at];
    if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at);
      at = end < 0 ? source.length : end + 2;
    } else if (sign === '"' || sign === "'") {
      text();
      last = 'x';
    } else if (sign === '`') {
      at += 1;
      template();
    } else if (sign === '/' && begins() && expression()) {
      continue;
    } else if (/[A-Za-z_$]/.test(sign)) {
      const name = /^[\w$]+/.exec(source.slice(at, at + 200))[0];
      at += name.length;
      word(name, last);
      last = name;
    } else {
      if (sign === '{') blocks.push(last === 'try' ? 'try' : '');
      if (sign === '}' && blocks.pop() === 'template') {
        at += 1;
        template();
        continue;
      }
      if (!/\s/.test(sign)) last = sign;
      at += 1;
    }
  }
  return found;
}

// ---- which file that is -------------------------------------------------------------------------------------------------------
function packageOf(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const own = path.join(folder, 'package.json');
    if (fs.existsSync(own)) return { folder, content: json(own) || {} };
    if (folder === path.dirname(folder)) return { folder: '', content: {} };
  }
}

function isModule(file) {
  if (file.endsWith('.mjs') || file.endsWith('.mts')) return true;
  if (!/\.(js|ts|tsx)$/.test(file)) return false;
  return packageOf(file).content.type === 'module';
}

const typed = (file) => /\.[mc]?tsx?$/.test(file);
const inTree = (file) => file.startsWith(tree + path.sep) && !file.includes(`${path.sep}node_modules${path.sep}`);

// The tree lies in the checkout, whose own packages are above it. Where it has others, those will not be there.
const real = (folder) => (fs.existsSync(folder) ? fs.realpathSync(folder) : '');
const own = real(path.join(tree, 'node_modules'));
function above() {
  for (let folder = path.dirname(tree); folder !== path.dirname(folder); folder = path.dirname(folder))
    if (fs.existsSync(path.join(folder, 'node_modules'))) return real(path.join(folder, 'node_modules'));
  return '';
}
const exchanged = own && own !== above() ? above() : '';
const others = (file) => exchanged !== '' && file.startsWith(exchanged + path.sep);

// The folder of a package, wherever it is installed above the file.
function installed(file, name) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const at = path.join(folder, 'node_modules', ...name.split('/'));
    if (fs.existsSync(at) && !(exchanged && real(path.dirname(at)).startsWith(exchanged))) return at;
    if (folder === path.dirname(folder)) return null;
  }
}

function resolved(file, { kind, spec }) {
  const builtin = spec.startsWith('node:') || Module.builtinModules.includes(spec.split('/')[0]);
  if (builtin || /^(data|https?):/.test(spec)) return '';
  const finder = Module.createRequire(file);
  if (kind === 'import' && /^\.{0,2}\//.test(spec) && isModule(file) && !typed(file)) {
    const exact = path.resolve(path.dirname(file), spec.replace(/[?#].*$/, ''));
    if (!fs.existsSync(exact) || fs.statSync(exact).isDirectory()) throw new Error('there is no such file');
    return fs.realpathSync(exact);
  }
  try {
    const found = finder.resolve(spec);
    if (others(found)) throw new Error('it is in the packages of the other release');
    return found;
  } catch (missing) {
    if (typed(file)) for (const end of ['.ts', '.tsx', '/index.ts', '.mts', '.cts']) {
      const candidate = path.resolve(path.dirname(file), spec.replace(/\.[mc]?js$/, '') + end);
      if (/^\./.test(spec) && fs.existsSync(candidate)) return fs.realpathSync(candidate);
    }
    const name = spec.startsWith('@') ? spec.split('/').slice(0, 2).join('/') : spec.split('/')[0];
    // A package may offer itself to `import` alone: then require.resolve finds no entry, and it is there all the same.
    if (missing.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' && installed(file, name)) return kind === 'import' ? '' : path.join(installed(file, name), 'index.mjs');
    throw new Error(/^[./]/.test(spec) ? 'there is no such file' : `${name} is not installed`);
  }
}

// ---- whether it can be compiled -----------------------------------------------------------------------------------------------
function compile(file, source) {
  const plain = source.replace(/^#!.*/, '');
  const asModule = () => vm.SourceTextModule && new vm.SourceTextModule(plain, { identifier: file });
  try {
    if (isModule(file)) asModule();
    else new vm.Script(Module.wrap(plain), { filename: file });
  } catch (error) {
    const detected = !isModule(file) && file.endsWith('.js') && packageOf(file).content.type === undefined && atLeast(22, 7);
    if (detected && vm.SourceTextModule) return void asModule();
    throw error;
  }
}

const seen = new Set();
function walk(file) {
  if (seen.has(file)) return;
  seen.add(file);
  if (/\.(json|node|wasm)$/.test(file)) return;
  const source = fs.readFileSync(file, 'utf8');
  try {
    if (!typed(file)) compile(file, source);
  } catch (error) {
    problems.push(`${here(file)} cannot be compiled: ${String(error.message).split('\n')[0]}`);
  }
  for (const request of requests(source)) {
    let next = '';
    try {
      next = resolved(file, request);
      if (request.kind === 'require' && next && !REQUIRES_ESM && !inTree(next) && isModule(next))
        throw new Error(`it is an ES module, which Node ${process.versions.node} cannot require`);
    } catch (error) {
      const sentence = `${here(file)} asks for ${request.spec}: ${error.message}`;
      if (request.guarded) notes.push(sentence);
      else problems.push(sentence);
      continue;
    }
    if (next && inTree(next)) walk(next);
  }
}

// ---- what the lock file demands -----------------------------------------------------------------------------------------------
const lock = { file: '', packages: 0 };
function held(folder, where, demanded, optional) {
  lock.packages += 1;
  const there = json(path.join(folder, where, 'package.json'));
  const name = where.replace(/^.*node_modules\//, '');
  if (!there && !optional) problems.push(`${name} ${demanded} is not installed (${path.join(here(folder), where)})`);
  else if (there && demanded && there.version !== demanded)
    problems.push(`${name} is installed as ${there.version}, and the tag's lock file demands ${demanded}`);
}

function npm(folder, content) {
  for (const [where, one] of Object.entries(content.packages || {}))
    if (where.includes('node_modules/') && !one.link && !one.dev && !one.devOptional && !one.inBundle) held(folder, where, one.version, one.optional || one.peer);
  if (!content.packages)
    for (const [name, one] of Object.entries(content.dependencies || {}))
      if (!one.dev && !one.bundled) held(folder, `node_modules/${name}`, /^[0-9]/.test(one.version) ? one.version : '', one.optional);
}

// Only what package.json itself names: the rest of these formats is their tools' own.
function direct(folder, versions) {
  const manifest = json(path.join(folder, 'package.json')) || {};
  for (const [name, range] of Object.entries(manifest.dependencies || {})) held(folder, `node_modules/${name}`, versions(name, range), false);
}

function yarn(text) {
  return (name, range) => {
    const head = text.split('\n').findIndex((line) => line.startsWith('"') || /^\S/.test(line) ? line.includes(`${name}@${range}`) || line.includes(`${name}@npm:${range}`) : false);
    const version = head < 0 ? null : /^\s+version:? "?([^"\s]+)"?/.exec(text.split('\n')[head + 1] || '');
    return version ? version[1] : '';
  };
}

function locked(folder) {
  for (const file of ['npm-shrinkwrap.json', 'package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'package.json']) {
    if (!fs.existsSync(path.join(folder, file))) continue;
    lock.file = file;
    if (file.endsWith('.json') && file !== 'package.json') npm(folder, json(path.join(folder, file)) || {});
    else direct(folder, file === 'yarn.lock' ? yarn(fs.readFileSync(path.join(folder, file), 'utf8')) : () => '');
    return;
  }
}

// ---- which Baileys that is ----------------------------------------------------------------------------------------------------
function baileys(folder) {
  const names = new Set(Object.keys({ ...(json(path.join(folder, 'package.json')) || {}).dependencies }).filter((name) => /baileys/i.test(name)));
  for (const name of ['@whiskeysockets/baileys', 'baileys', '@adiwajshing/baileys']) names.add(name);
  for (const name of names) {
    const at = installed(path.join(folder, 'package.json'), name);
    const manifest = at && json(path.join(at, 'package.json'));
    if (manifest) return { name, version: manifest.version, ...generation(at, manifest.version) };
  }
  return null;
}

// By its own code where that can be read: 6.7.18 and 6.17.16 hand a sender key on as a list, 6.7.24 and 7 as bytes.
function generation(at, version) {
  let code = '';
  try {
    code = fs.readFileSync(path.join(at, 'lib', 'Signal', 'libsignal.js'), 'utf8');
  } catch {
    code = '';
  }
  const store = /(?:storeSenderKey\s*:\s*async|async\s+storeSenderKey)[^]*?\n\s*\}/.exec(code);
  const body = store ? store[0] : '';
  if (/Buffer\.from\(/.test(body)) return { generation: 7, by: 'its code' };
  if (/\]\s*:\s*\w+\.serialize\(\)/.test(body)) return { generation: 6, by: 'its code' };
  if (/^([7-9]|\d\d)\./.test(version)) return { generation: 7, by: 'its version' };
  return { generation: 0, by: '' };
}

function begun() {
  const manifest = json(path.join(tree, 'package.json')) || {};
  const script = /(?:^|\s|\/)node\s+(?:-\S+\s+)*([^\s;&|-][^\s;&|]*)/.exec(String((manifest.scripts || {}).start || ''));
  return script ? script[1] : (manifest.scripts || {}).start ? '' : 'server.js';
}

const entry = process.argv[3] || begun();
const start = path.join(tree, entry);
if (!entry) {
  notes.push('which file `npm start` runs is not seen: its script is more than node and a file');
} else if (!fs.existsSync(start)) {
  problems.push(`${entry}, which PM2 starts, is not in the tag's tree`);
} else if (!fs.realpathSync(start).startsWith(tree + path.sep)) {
  problems.push(`${entry}, which PM2 starts, is not in the tag's tree but ignored by git: a checkout leaves the file of another version there`);
} else walk(fs.realpathSync(start));
const nearest = entry && fs.existsSync(start) ? packageOf(fs.realpathSync(start)).folder : tree;
const home = nearest && (nearest + path.sep).startsWith(tree + path.sep) ? nearest : tree;
locked(fs.existsSync(path.join(home, 'package-lock.json')) ? home : tree);
const wants = /^>=\s*(\d+)/.exec(String(((json(path.join(home, 'package.json')) || {}).engines || {}).node || ''));
if (wants && node[0] < Number(wants[1])) problems.push(`it wants Node ${wants[1]} or newer, and is run by ${process.versions.node}`);
console.log(JSON.stringify({ problems, notes, files: seen.size, lock: lock.file, packages: lock.packages, node: process.versions.node, baileys: baileys(home) }));
