// As much of PM2 as the page asks for: its list is a file in its home, what it was told is another,
// and a third who asked, with which environment.
'use strict';
const fs = require('fs');

const home = process.env.PM2_HOME;
const [verb, ...rest] = process.argv.slice(2);
fs.appendFileSync(`${home}/asked`, `${process.getuid()} ${Object.keys(process.env).sort()}\n`);
const apps = JSON.parse(fs.readFileSync(`${home}/apps.json`, 'utf8'));
if (verb === 'jlist') {
  console.log(JSON.stringify(apps));
} else {
  fs.appendFileSync(`${home}/told`, `${verb} ${rest.filter((word) => word !== '--silent').join(' ')}`.trim() + '\n');
  const app = apps.find((one) => one.name === rest[0]);
  if (!app && verb !== 'save') process.exit(1);
  if (verb === 'stop') Object.assign(app, { pid: 0 }).pm2_env.status = 'stopped';
  if (verb === 'restart') {
    // No process has this id.
    Object.assign(app, { pid: 2147483646 }).pm2_env.status = 'online';
    const { MODE_OF_IT: mode, LEFT_OUT: out } = process.env;
    if (rest.includes('--update-env')) Object.assign(app.pm2_env, mode === undefined ? {} : { MODE_OF_IT: mode }, out === undefined ? {} : { LEFT_OUT: out });
  }
  fs.writeFileSync(verb === 'save' ? `${home}/dump.pm2` : `${home}/apps.json`, JSON.stringify(apps));
}
