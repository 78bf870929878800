// One JSON object a line, on standard output, errors too: 30 is news, 40 a warning, 50 an error.
const say = (level) => (msg, more = {}) => console.log(JSON.stringify({ level, time: Date.now(), msg, ...more }));

export const log = { info: say(30), warn: say(40), error: say(50) };
