// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { offerPart } from '#lib/inpage/on-demand.ts';
import { PICTURES, type PictureWays } from '#lib/inpage/pack.ts';
import { isWell, picturesText } from '#lib/inpage/palette-texts.ts';
import { PicturePutter } from '#lib/inpage/put-pictures.ts';

/*
 * What becomes of a template's pictures and files: by themselves, pictures first, each step only as long as the chat is
 * the same. How an editor takes them is tested in real browsers.
 */
type Taken = Awaited<ReturnType<PictureWays['insertFiles']>>;

const picture = { name: '尺码表.png', type: 'image/png', data: btoa('png') };
const file = { name: '安装说明.pdf', type: 'application/pdf', data: btoa('%PDF-') };

let given: string[][];
let carried: (typeof picture)[];
let takes: (names: string[]) => Taken;
let copied: boolean;
let open: boolean;
let closing: AbortController;

beforeEach(() => {
  given = [];
  copied = true;
  open = true;
  takes = () => 'inserted';
  closing = new AbortController();
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      sendMessage: ({ type }: { type: string }, done: (answer: unknown) => void) => {
        queueMicrotask(() => done({ res: type === 'pictures' ? { pictures: carried } : { ok: true } }));
        if (type !== 'loadPart') return;
        offerPart<PictureWays>(PICTURES, {
          insertFiles: async (_, files) => {
            const names = files.map(({ name }) => name);
            given.push(names);
            return takes(names);
          },
          copyPicture: async () => copied,
        });
      },
    },
  });
});
afterEach(() => {
  closing.abort();
  vi.unstubAllGlobals();
});

const put = (all: (typeof picture)[]): ReturnType<PicturePutter['put']> => {
  carried = all;
  return new PicturePutter(closing.signal).put(document.body, 't', 'fp', () => open);
};

it('gives pictures and files by themselves, pictures first', async () => {
  const became = await put([file, picture]);
  expect(given).toEqual([['尺码表.png'], ['安装说明.pdf']]);
  expect(became).toEqual({ outcome: 'inserted', count: 1, files: { outcome: 'inserted', count: 1 } });
  expect([picturesText(became), isWell(became)]).toEqual(['1 张图片也放进去了，未发送；1 个文件也放进去了，未发送', true]);
});

it('a box that takes pictures only leaves the files to the panel, and says so', async () => {
  takes = ([name = '']) => (name.endsWith('.png') ? 'inserted' : 'refused');
  const became = await put([picture, file]);
  expect(became).toMatchObject({ outcome: 'inserted', files: { outcome: 'refused', count: 1 } });
  expect(picturesText(became)).toContain('这个输入框不收文件，请从侧边栏底部下载，再用网页自己的发文件按钮');
  expect(isWell(became)).toBe(false);
});

it('files alone say nothing of pictures, and no picture is copied for them', async () => {
  takes = () => 'unseen';
  const became = await put([file]);
  expect(became).toEqual({ outcome: 'none', count: 0, files: { outcome: 'unseen', count: 1 } });
  expect(picturesText(became)).toBe('文件已交给页面，还没看到，请看一眼有没有出现');
});

it('pictures alone are as they were', async () => {
  takes = () => 'refused';
  expect(await put([picture])).toEqual({ outcome: 'copied', count: 1 });
  copied = false;
  expect(await put([picture])).toEqual({ outcome: 'failed', count: 1 });
  expect(await put([])).toEqual({ outcome: 'none', count: 0 });
});

it('gives nothing more once another chat is open', async () => {
  takes = () => {
    open = false;
    return 'inserted';
  };
  const became = await put([picture, file]);
  expect(given).toEqual([['尺码表.png']]);
  expect(became).toEqual({ outcome: 'inserted', count: 1, files: { outcome: 'wrong-chat', count: 1 } });
  expect(picturesText(became)).toContain('会话已切换，文件没有放');
  given = [];
  expect(await put([picture, file])).toEqual({ outcome: 'wrong-chat', count: 1, files: { outcome: 'wrong-chat', count: 1 } });
  expect(given).toEqual([]);
});
