'use strict';
const settings = require('./src/settings').load(__dirname);
const { Store } = require('./src/store');
const { WhatsApp } = require('./src/whatsapp');

const whatsapp = new WhatsApp(settings, new Store(settings));
const server = require('./src/api').create(whatsapp, settings.token);

async function stop(signal) {
  console.log(`${signal}: stopping`);
  server.close();
  await whatsapp.stop();
  process.exit(0);
}

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
server.listen(settings.port, '127.0.0.1', () => {
  console.log(`listening on port ${settings.port}, sessions: ${whatsapp.store.mode}`);
  whatsapp.start();
});
