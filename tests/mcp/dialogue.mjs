// SPDX-License-Identifier: Apache-2.0
// node dialogue.mjs PROGRAM [--record]: the official clients talk to `PROGRAM mcp` and to /mcp of `PROGRAM serve` in each revision of the
// protocol, on a ledger made of examples/. Without the npm packages (`npm ci` here) the test is skipped, loudly; the client of 2026-07-28
// needs Node 20. With --record prints the dialogue that docs/mcp.md shows.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const [program, record] = [resolve(process.argv[2]), process.argv[3]];
if (!existsSync(join(here, 'node_modules'))) {
  console.error('SKIPPED: the npm packages of tests/mcp are missing (npm ci there)');
  process.exit(77);
}
const old = await import('@modelcontextprotocol/sdk/client/index.js');
const oldStdio = await import('@modelcontextprotocol/sdk/client/stdio.js');
const oldHttp = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');

const folder = mkdtempSync(join(tmpdir(), 'chancery-mcp-'));
const ledger = join(folder, 'test.ledger');
const files = readdirSync(join(root, 'examples'), { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && !one.name.startsWith('README'))
  .map((one) => relative(root, join(one.parentPath ?? one.path, one.name)))
  .sort();
const environment = { ...process.env, SOURCE_DATE_EPOCH: '1262304000', HOME: folder, CHANCERY_STARTER: 'none' };
execFileSync(program, ['read', '--keep', '--ledger', ledger, ...files], { cwd: root, env: environment, stdio: 'ignore' });
const declared = join(folder, 'declared.json');
writeFileSync(declared, '{"terms":{"title":"Posts"},"coverage":[{"kinds":["mission"],"only":{"sender":"TUV"},"states":["LVA"],"roles":["host"],"from":"1991","until":"2010"}]}');
execFileSync(program, ['coverage', 'declare', '--ledger', ledger, files[0], declared], { env: environment });
const server = spawn(program, ['serve', '--ledger', ledger, '--access-log', '/dev/null'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const address = await new Promise((found) => server.stdout.once('data', (text) => found(new URL('/mcp', text.toString().trim()))));
const pipe = { command: program, args: ['mcp', '--ledger', ledger], env: environment };

// What every answer has, and what each tool's has besides.
function carriesEvidence(answer) {
  for (const key of ['program', 'pin', 'as_of', 'known', 'names']) assert.ok(key in answer, `${key} is told`);
  assert.match(answer.pin, /^[0-9a-f]{64}$/);
}

async function talk(client) {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((one) => one.name).sort(), ['ask', 'balance', 'brief', 'changes', 'conflicts', 'coverage', 'facts', 'read', 'resolve', 'search', 'timeline', 'why']);
  for (const tool of tools) assert.ok(tool.inputSchema && tool.outputSchema && tool.annotations.readOnlyHint);
  const ask = async (name, given) => {
    const result = await client.callTool({ name, arguments: given });
    assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
    carriesEvidence(result.structuredContent);
    return result.structuredContent;
  };
  const facts = await ask('facts', { a: 'Kazakhstan', kind: 'mission', as_of: '2010', limit: 5 });
  assert.ok(facts.total > 0 && facts.as_of === '2010');
  const id = facts.items[0].statements[0].id;
  assert.ok(facts.items[0].statements[0].source.quote.length > 0);
  const why = await ask('why', { id });
  assert.equal(why.why.statement.id, id);
  assert.equal((await ask('resolve', { q: 'Kazakhstan' })).value, 'KAZ');
  assert.ok((await ask('brief', { a: 'KAZ', b: 'LVA' })).brief.notes.length > 0);
  assert.ok('items' in (await ask('conflicts', { a: 'KAZ', possible: true })));
  assert.ok((await ask('timeline', { a: 'KAZ', from: '1990', to: '2000' })).total > 0);
  assert.ok('items' in (await ask('changes', { from: '2100' })));
  assert.ok('items' in (await ask('balance', { a: 'KAZ', partner: ['RUS', 'CHN'] })));
  assert.ok((await ask('search', { q: 'embassy' })).items.length > 0);
  assert.ok('verdict' in (await ask('ask', { q: 'Who had embassies in Almaty in 1995?' })).reply);
  assert.ok((await ask('read', { text: 'Latvia recognised Kazakhstan on 30 December 1991.', subject: 'KAZ' })).statements.length > 0);
  // The same pin, the same answer.
  const { next, ...same } = await ask('facts', { a: 'Kazakhstan', kind: 'mission', as_of: '2010', limit: 5, pin: facts.pin });
  assert.deepEqual({ ...same, next: facts.next }, facts);
  assert.ok((await ask('facts', { a: 'Kazakhstan', kind: 'mission', as_of: '2010', limit: 5, pin: facts.pin, cursor: next })).items.length === 5);
  // Nothing found is an answer; nobody known by a name, or a wrong call, is an error that says what to do.
  const nothing = await client.callTool({ name: 'facts', arguments: { a: 'TUV', b: 'NRU' } });
  assert.ok(!nothing.isError && nothing.structuredContent.total === 0);
  assert.equal(nothing.structuredContent.silence.why, 'not-said');
  assert.match(nothing.content[0].text, /nothing that was read says so/);
  // A source that covers such things makes of its silence a no; elsewhere it is unknown.
  const covered = await ask('coverage', { kind: 'mission' });
  assert.ok(covered.total === 1 && covered.silent === covered.sources - 1);
  for (const [as_of, verdict, why] of [['1999', 'no', ''], ['2015', 'unknown', 'outside-coverage']]) {
    const { silence } = await ask('facts', { a: 'TUV', b: 'LVA', kind: 'mission', role: ['sender=TUV'], as_of });
    assert.deepEqual([silence.verdict, silence.why], [verdict, why]);
  }
  for (const [name, given] of [['facts', { a: 'Xyzzyland' }], ['facts', { a: 'KAZ', as_of: 'yesterday' }], ['facts', { nonsense: 1 }], ['why', {}], ['facts', { a: '<script>' }]]) {
    const wrong = await client.callTool({ name, arguments: given });
    assert.ok(wrong.isError && JSON.parse(wrong.content.at(-1).text).error.message, JSON.stringify(wrong));
  }
  await assert.rejects(client.callTool({ name: 'no-such-tool', arguments: {} }));
}

// The old client always offers its newest revision; an older one is put in its place on the way.
function offering(transport, version) {
  const send = transport.send.bind(transport);
  transport.send = (message, options) => {
    if (message.method === 'initialize') message.params.protocolVersion = version;
    return send(message, options);
  };
  return transport;
}

for (const version of ['2025-06-18', '2025-11-25']) {
  for (const transport of [
    new oldStdio.StdioClientTransport(pipe),
    new oldHttp.StreamableHTTPClientTransport(address),
  ]) {
    const client = new old.Client({ name: 'tests', version: '1' });
    await client.connect(offering(transport, version));
    assert.equal(client.getServerVersion().name, 'chancery');
    assert.match(client.getInstructions(), /unknown, not no/);
    await client.ping();
    await talk(client);
    await client.close();
  }
}

// What goes over a pipe, as docs/mcp.md shows it: long texts and lists are cut, and lines folded.
function overheard(transport) {
  const cut = (value) => {
    if (typeof value === 'string') return value.length > 100 ? value.slice(0, 100) + '…' : value;
    if (Array.isArray(value)) return value.length > 2 ? [...value.slice(0, 1).map(cut), '…'] : value.map(cut);
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cut(one)])) : value;
  };
  const show = (mark, message) => {
    let text = JSON.stringify(cut(message));
    for (let first = true; text; first = false) {
      const end = text.length > 150 ? text.lastIndexOf(',', 150) + 1 || 150 : text.length;
      console.log(`    ${first ? mark : ' '} ${text.slice(0, end)}`);
      text = text.slice(end);
    }
  };
  const send = transport.send.bind(transport);
  transport.send = (message, options) => (show('→', message), send(message, options));
  transport.onmessage = (message) => show('←', message);
  return transport;
}

if (record === '--record') {
  const client = new old.Client({ name: 'example', version: '1' });
  await client.connect(overheard(new oldStdio.StdioClientTransport(pipe)));
  await client.listTools();
  const { structuredContent } = await client.callTool({ name: 'facts', arguments: { a: 'Kazakhstan', b: 'Latvia', kind: 'recognition' } });
  await client.callTool({ name: 'why', arguments: { id: structuredContent.items[0].statements[0].id } });
  await client.callTool({ name: 'facts', arguments: { a: 'Tuvalu', b: 'Nauru' } });
  await client.callTool({ name: 'facts', arguments: { a: 'Kazakhsten' } });
  await client.close();
  process.exit(0);
}

if (Number(process.versions.node.split('.')[0]) >= 20) {
  const modern = await import('@modelcontextprotocol/client');
  const modernStdio = await import('@modelcontextprotocol/client/stdio');
  for (const transport of [
    new modernStdio.StdioClientTransport(pipe),
    new modern.StreamableHTTPClientTransport(address),
  ]) {
    const client = new modern.Client({ name: 'tests', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
    await client.connect(transport);
    await talk(client);
    await client.close();
  }
} else {
  console.error('note: Node is older than 20; revision 2026-07-28 was not tried with its client');
}

// By hand: what no client of good manners sends.
async function post(body, headers = {}) {
  const response = await fetch(address, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} };
const modernHeaders = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/list' };
const list = (params) => ({ jsonrpc: '2.0', id: 1, method: 'tools/list', params });
assert.equal((await post('{nonsense')).body.error.code, -32700);
assert.equal((await post([])).body.error.code, -32600);
assert.equal((await post({ jsonrpc: '2.0', method: 'notifications/initialized' })).status, 202);
assert.equal((await post(list({ _meta: meta }), modernHeaders)).body.result.resultType, 'complete');
assert.equal((await post(list({ _meta: meta }), { ...modernHeaders, 'Mcp-Method': 'tools/call' })).body.error.code, -32020);
assert.equal((await post(list({ _meta: { ...meta, 'io.modelcontextprotocol/protocolVersion': '2099-01-01' } }), { ...modernHeaders, 'MCP-Protocol-Version': '2099-01-01' })).body.error.code, -32022);
const none = await post({ jsonrpc: '2.0', id: 1, method: 'ping', params: { _meta: meta } }, { ...modernHeaders, 'Mcp-Method': 'ping' });
assert.deepEqual([none.status, none.body.error.code], [404, -32601]);
assert.equal((await post(list({}), { Origin: 'https://evil.example' })).status, 403);
assert.equal((await fetch(address)).status, 405);

server.kill('SIGTERM');
const code = await new Promise((ended) => server.once('exit', ended));
assert.equal(code, 0);
