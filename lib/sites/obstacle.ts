/** What stands in the way of a protected page: a slider to drag, a face to show, or the protection's own page. */
export type Obstacle = 'slider' | 'face' | 'page';

const SLIDER = '.nc_wrapper, .nc-container, #nc_1__scale_text, #nc_1_n1z, [id*="baxia-dialog-content"], .baxia-dialog';
const FACE = 'iframe[src*="face"], [class*="face-verify"], [id*="face-verify"]';
const FACE_WORDS = /人脸核验|人脸识别|刷脸|face verification/i;
const SLIDER_WORDS = /拖动.{0,8}滑块|slide to verify|drag the slider/i;

/** Returns which protection a document of a site shows, or null when it shows none that is known. */
export function obstacleOf(document: Document, url: URL): Obstacle | null {
  const text = (document.body?.textContent ?? '').slice(0, 20_000);
  if (document.querySelector(FACE) || FACE_WORDS.test(text)) return 'face';
  if (document.querySelector(SLIDER) || SLIDER_WORDS.test(text)) return 'slider';
  return /\/_____tmd_____\/|\/punish\b/.test(url.pathname) || document.querySelector('iframe[src*="/punish"]') ? 'page' : null;
}
