import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EndpointKind } from '../../lib/domain/service.ts';

/** One request as it arrived. */
export interface Heard {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What an endpoint does with a text; `to` is what the request names as the target. */
export type Reply = (text: string, to: string) => string;

/** Answers in place of a translation: a status, a broken body, or nothing at all. */
export type Trouble = 'none' | 'silent' | 'garbage' | 'other-shape' | 'huge' | 'redirect' | number;

/** Stands in for an OpenAI-compatible, LibreTranslate or DeepL endpoint, each with its documented paths and shapes. */
export class LanguageServer {
  readonly heard: Heard[] = [];
  reply: Reply = (text, to) => `(${to}) ${text}`;
  trouble: Trouble = 'none';
  /** Milliseconds between the parts of a streamed answer. */
  pace = 0;
  #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('access-control-allow-origin', '*');
        response.setHeader('access-control-allow-headers', '*');
        if (request.method === 'OPTIONS') return void response.writeHead(204).end();
        const heard = {
          path: request.url ?? '',
          method: request.method ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        };
        this.heard.push(heard);
        // A page that goes away in mid-sentence ends its request without a body.
        this.#answer(heard, response).catch(() => response.writeHead(400).end());
      });
    });
  }

  /** Starts listening; returns the address without a path. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer({ path, body }: Heard, response: ServerResponse): Promise<void> {
    const kind: EndpointKind | undefined = (
      { '/v1/chat/completions': 'openai', '/translate': 'libretranslate', '/v2/translate': 'deepl' } as const
    )[path];
    const json = (value: unknown): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (!kind) return void response.writeHead(404).end('{}');
    if (typeof this.trouble === 'number') return void response.writeHead(this.trouble).end('{"error":"no"}');
    if (this.trouble === 'silent') return;
    if (this.trouble === 'garbage') return void response.writeHead(200).end('<html>nginx</html>');
    if (this.trouble === 'other-shape') return json({ ok: true });
    if (this.trouble === 'huge') return void response.writeHead(200).end('x'.repeat(2_000_000));
    if (this.trouble === 'redirect') return void response.writeHead(307, { location: 'https://evil.example/' }).end();
    const asked = JSON.parse(body) as Record<string, unknown>;
    if (kind === 'libretranslate') return json({ translatedText: this.reply(String(asked['q']), String(asked['target'])) });
    if (kind === 'deepl') {
      const [text = ''] = asked['text'] as string[];
      return json({ translations: [{ detected_source_language: 'ZH', text: this.reply(text, String(asked['target_lang'])) }] });
    }
    const turns = asked['messages'] as { role: string; content: string }[];
    const text = this.reply(turns.at(-1)?.content ?? '', /into ([\w ()]+)\./.exec(turns[0]?.content ?? '')?.[1] ?? 'draft');
    if (asked['stream'] !== true) {
      return json({
        object: 'chat.completion',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
      });
    }
    await this.#stream(text, response);
  }

  async #stream(text: string, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const event = (value: unknown): boolean => response.write(`data: ${JSON.stringify(value)}\n\n`);
    event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] });
    for (const part of text.match(/[\s\S]{1,7}/g) ?? []) {
      event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: part } }] });
      if (this.pace > 0) await new Promise((resume) => setTimeout(resume, this.pace));
    }
    event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    response.write(': a comment\n\n');
    response.end('data: [DONE]\n\n');
  }
}
