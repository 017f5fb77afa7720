import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy through which a whole browser goes: it notes every host asked for and leads all of them to the practice shop. */
export class NotingProxy {
  /** `host:port` of every tunnel and the address of every plain request, in order. */
  readonly asked: string[] = [];
  #server: Server;
  #sockets = new Set<Socket>();
  #target = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.writeHead(502);
      response.end();
    });
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
    this.#server.on('connect', (request, client: Socket, head: Buffer) => {
      this.asked.push(request.url ?? '');
      const inner = connect(this.#target, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        inner.write(head);
        inner.pipe(client);
        client.pipe(inner);
      });
      this.#keep(inner);
      inner.on('error', () => client.destroy());
      client.on('error', () => inner.destroy());
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** Starts listening; returns the browser's switches. */
  async start(): Promise<string[]> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
  }

  /** Names the port of the practice shop. */
  leadTo(port: number): void {
    this.#target = port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
