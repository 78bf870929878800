// What a person does in Temporal's Web UI when Mayday is needed. The errand comes as JSON on stdin. After each step the text of the page
// goes out as a line of JSON, and a picture of it into the errand's folder.
const fs = require('fs');
const { chromium } = require(process.env.MAYDAY_PLAYWRIGHT);
const errand = JSON.parse(fs.readFileSync(0, 'utf8'));
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
const workflows = `${errand.webUi}/namespaces/default/workflows`;
let page;

const wide = { width: 1440, height: 1400 };
const picture = (name, options = {}) => page.screenshot({ path: `${errand.pictures}/${name}.png`, ...options });

function said(step, text) {
  console.log(JSON.stringify({ step, text }));
}

// The Web UI keeps several copies of some controls, for narrow windows; a person sees one.
const seen = (locator) => locator.filter({ visible: true }).first();
const button = (name) => seen(page.getByRole('button', { name, exact: true }));

async function until(what, look) {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within 180 s`);
    await page.waitForTimeout(500);
  }
}

// The editor puts JSON into order when one leaves it, and the buttons below it move then.
async function paste(editor, text) {
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Tab');
  await page.waitForTimeout(300);
}

async function start(input) {
  await paste(page.locator('.cm-content').first(), input);
  await picture('form', { fullPage: true });
  const answer = page.waitForResponse((one) => one.request().method() === 'POST' && one.url().includes('/workflows/'));
  await button('Start Workflow').click();
  return (await (await answer).json()).runId;
}

const of = (id, run) => `${workflows}/${encodeURIComponent(id)}/${run}`;

// What Mayday says of a run stands in a frame of its own.
async function frameThatSays(words) {
  for (const frame of page.frames().slice(1)) {
    const text = await frame.locator('body').innerText().catch(() => '');
    if (words.every((word) => text.includes(word))) return text.replace(/\n\s*\n/g, '\n').trim();
  }
}

// A page that is open does not follow by itself: it is looked at again.
const detailsThatSay = (id, run, words) => until(`details that say ${words}`, async () => {
  await page.goto(`${of(id, run)}/user-metadata`);
  for (let looks = 0; looks < 20; looks++) {
    const text = await frameThatSays(words);
    if (text) return text;
    await page.waitForTimeout(500);
  }
});

// By hand, and under an id of one's own making.
async function refused() {
  await page.goto(`${workflows}/start-workflow`);
  await page.locator('#workflowId').fill(errand.wrongId);
  await page.locator('#taskQueue').fill('mayday');
  await page.locator('#workflowType').fill(errand.type);
  const run = await start(errand.input);
  const text = await detailsThatSay(errand.wrongId, run, ['REFUSED']);
  said('refused', text);
  return { link: text.match(/https?:\/\/\S*start-workflow\S*/)[0], input: text.match(/with the input `?(\{.*?\})/)[1] };
}

// The form that Mayday's link prefills; the input is what Mayday says it is, and one's name.
async function prefilled({ link, input }) {
  await page.goto(link);
  await page.locator('#workflowId').waitFor();
  const fields = await until('a form that is filled', async () => {
    const values = await page.locator('#workflowId, #taskQueue, #workflowType').evaluateAll((all) => all.map((one) => one.value));
    return values.every((value) => value) && values;
  });
  said('form', fields.join('\n'));
  return start(JSON.stringify({ ...JSON.parse(input), by: errand.starter }));
}

// What came to the person's own chat with the question of this run, as one reads it on a telephone: the test lays it there.
const codeOf = (run) => until('a one-time code', async () => {
  const read = await fs.promises.readFile(`${errand.codes}/${run}`, 'utf8').catch(() => '');
  return /^[0-9A-Z]{6}$/.test(read) && read;
});

// What is to be pasted stands on the page, but for one's code.
async function answer(text, code) {
  const words = text.match(/\{"question".*?\}/)[0].replace('YOUR CODE', code);
  await button('More Actions').click();
  await seen(page.getByRole('menu').getByText('Send an Update', { exact: true })).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByTestId('update-select-button').click();
  await dialog.getByRole('option').filter({ hasText: /^\s*decide/ }).click();
  await paste(dialog.locator('.cm-content').first(), words);
  await picture('answer');
  said('answer', await dialog.innerText());
  const heard = page.waitForResponse((one) => one.request().method() === 'POST' && one.url().includes('/update'));
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  const said64 = (await (await heard).json()).outcome.success.payloads[0].data;
  said('heard', Buffer.from(said64, 'base64').toString());
}

// The page that a click in the list of workflows opens, and the button at its top.
async function cancel(id, run) {
  await page.goto(`${of(id, run)}/timeline`);
  await button('Request Cancellation').waitFor();
  await until('who began it', async () => (await page.locator('main').innerText()).includes(errand.starter));
  said('running', await page.locator('main').innerText());
  await picture('running', { fullPage: true });
  await button('Request Cancellation').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Confirm', exact: true }).click();
  said('cancelled', await detailsThatSay(id, run, ['ABORTED']));
}

async function timeline(id, run) {
  await page.goto(`${of(id, run)}/timeline`);
  await until('the result', async () => (await page.locator('main').innerText()).includes('"outcome"'));
  said('timeline', await page.locator('main').innerText());
  await page.waitForTimeout(1000);
  await picture('timeline', { fullPage: true });
}

async function visit() {
  const browser = await chromium.launchPersistentContext(errand.profile, {
    executablePath: process.env.MAYDAY_CHROMIUM, args: quiet, viewport: wide, colorScheme: 'light', timezoneId: 'UTC', locale: 'en-GB',
  });
  page = browser.pages()[0];
  page.setDefaultTimeout(120_000);
  try {
    const form = await refused();
    const id = errand.id;
    const first = await prefilled(form);
    await detailsThatSay(id, first, ['Question 1']);
    await cancel(id, first);
    const run = await prefilled(form);
    const asked = await detailsThatSay(id, run, ['Question 1', `reached: ${errand.person}`]);
    said('question', asked);
    await picture('question', { fullPage: true });
    await answer(asked, await codeOf(run));
    said('result', await detailsThatSay(id, run, [errand.outcome]));
    await picture('result', { fullPage: true });
    await timeline(id, run);
    said('runs', `${first}\n${run}`);
  } catch (trouble) {
    await picture('trouble', { fullPage: true }).catch(() => {});
    throw trouble;
  } finally {
    await browser.close();
  }
}

visit().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
