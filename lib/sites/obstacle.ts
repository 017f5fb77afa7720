import { isShown, shows } from '../dom/first.ts';
import { dialogTexts, noticeOf } from './notice.ts';

/** What stands in the way of a protected page: a slider to drag, a face to show, or the protection's own page. */
export type Obstacle = 'slider' | 'face' | 'page';

const SLIDER = '.nc_wrapper, .nc-container, #nc_1__scale_text, #nc_1_n1z, [id*="baxia-dialog-content"], .baxia-dialog';
const FACE = '[class*="face-verify"], [id*="face-verify"]';
/** Not a frame of another site whose name holds the word. */
const FACE_FRAME = /(?<![a-z])face(?!book)/i;
/** The words ask for it: an item may be called by them. */
const FACE_WORDS = /(?:请|需|完成|进行|通过).{0,12}(?:人脸核验|人脸识别|刷脸)|face verification/i;
const SLIDER_WORDS = /拖动.{0,8}滑块|请完成验证|slide to verify|drag the slider/i;

/** Tells whether a text asks for a check: a face, or a slider to drag. */
export const asksForCheck = (text: string): boolean => FACE_WORDS.test(text) || SLIDER_WORDS.test(text);

/** Returns which protection a document of a site shows, or null when it shows none that is known. */
export function obstacleOf(document: Document, url: URL): Obstacle | null {
  const said = [...dialogTexts(document), noticeOf(document)];
  const says = (words: RegExp): boolean => said.some((text) => words.test(text));
  const frames = [...document.querySelectorAll('iframe[src]')].filter(isShown).map((frame) => frame.getAttribute('src') ?? '');
  if (shows(document, [FACE]) || frames.some((src) => FACE_FRAME.test(src)) || says(FACE_WORDS)) return 'face';
  if (shows(document, [SLIDER]) || says(SLIDER_WORDS)) return 'slider';
  return /\/_____tmd_____\/|\/punish\b/.test(url.pathname) || frames.some((src) => src.includes('/punish')) ? 'page' : null;
}
