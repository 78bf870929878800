import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { door } from './lib/door.mjs';
import { Hub } from './lib/hub.mjs';
import { log } from './lib/log.mjs';
import { load } from './lib/settings.mjs';
import { Vault } from './lib/vault.mjs';

const settings = load(path.dirname(fileURLToPath(import.meta.url)));
if (settings.backend !== Vault.backend) {
  log.error('wrong backend', { wanted: settings.backend, built: Vault.backend });
  process.exit(78);
}
const hub = new Hub(settings, new Vault(settings));
const server = door(hub, settings.key);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    server.close();
    await hub.end();
    process.exit(0);
  });
}
server.listen(settings.listen, () => hub.run());
