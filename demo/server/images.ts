/** Small drawn pictures instead of downloaded ones: items, portraits, buyers' photos, memo flags. */

const FLAGS: Record<string, string> = {
  O1CN015SWzPn1ZYOkHKAWft: '#e5393f',
  O1CN01cXPJrS1BzNIMCmPdu: '#8e4ec6',
  O1CN01kOL67z1j0BDjYiCKU: '#c4c9d2',
  O1CN01k51piZ1htTu279fNe: '#ffffff',
};

const SHAPES: Record<string, string> = {
  shirt:
    '<path d="M36 34l14-8q10 10 20 0l14 8 14 18-12 8-6-8v42H40V52l-6 8-12-8z"/><path d="M50 26q10 18 20 0" fill="none" stroke="#fff" stroke-width="3" opacity=".6"/>',
  sock: '<path d="M44 22h24v38l20 16q6 14-8 16H62q-18-6-18-22z"/><path d="M44 32h24" stroke="#fff" stroke-width="5" opacity=".7"/>',
  bag: '<rect x="30" y="40" width="60" height="56" rx="12"/><path d="M46 42q0-22 14-22t14 22" fill="none" stroke="#5b5148" stroke-width="4"/><rect x="40" y="66" width="40" height="22" rx="5" fill="#fff" opacity=".45"/>',
  lamp: '<path d="M44 24h32l14 38H30z"/><rect x="57" y="62" width="6" height="26" fill="#5b5148"/><rect x="42" y="88" width="36" height="7" rx="3" fill="#5b5148"/><circle cx="60" cy="66" r="7" fill="#ffe9a8"/>',
  bed: '<rect x="18" y="56" width="84" height="30" rx="8"/><rect x="24" y="42" width="32" height="20" rx="7" fill="#fff"/><rect x="62" y="42" width="32" height="20" rx="7" fill="#fff"/><path d="M18 70q42 14 84 0" fill="none" stroke="#fff" stroke-width="3" opacity=".6"/>',
  cup: '<rect x="44" y="32" width="32" height="66" rx="9"/><rect x="42" y="20" width="36" height="14" rx="5" fill="#4b4f57"/><path d="M50 42v42" stroke="#fff" stroke-width="4" opacity=".4"/>',
  mug: '<path d="M34 36h44v44q0 12-12 12H46q-12 0-12-12z"/><path d="M78 46q18-2 16 14t-18 14" fill="none" stroke="#7d6b5d" stroke-width="6"/>',
  scarf:
    '<path d="M40 24q20 16 40 0v18q-20 18-40 0z"/><path d="M46 44h16v50H46z"/><path d="M46 94v8m5-8v8m5-8v8m6-8v8" stroke="#7d6b5d" stroke-width="3"/>',
  candle:
    '<rect x="36" y="50" width="48" height="44" rx="8"/><rect x="43" y="62" width="34" height="20" rx="3" fill="#fff" opacity=".8"/><path d="M60 26q10 12 0 20q-10-8 0-20z" fill="#ffb648"/>',
  boot: '<path d="M42 22h26v40q24 4 24 20v10H42z"/><rect x="40" y="90" width="54" height="7" rx="3" fill="#4b4f57"/><circle cx="56" cy="44" r="6" fill="#fff" opacity=".8"/>',
  plug: '<rect x="38" y="40" width="44" height="52" rx="9"/><path d="M50 40V24m20 16V24" stroke="#5b5148" stroke-width="7" stroke-linecap="round"/><rect x="52" y="66" width="16" height="6" rx="3" fill="#fff"/>',
  buds: '<circle cx="46" cy="46" r="15"/><rect x="40" y="50" width="11" height="42" rx="5"/><circle cx="76" cy="46" r="15"/><rect x="71" y="50" width="11" height="42" rx="5"/>',
  phone:
    '<rect x="38" y="16" width="44" height="88" rx="10"/><rect x="44" y="24" width="18" height="18" rx="6" fill="#fff" opacity=".6"/>',
  watch:
    '<rect x="48" y="14" width="24" height="92" rx="6" fill="#5b5148"/><rect x="38" y="36" width="44" height="50" rx="12"/><path d="M60 50v13l9 6" stroke="#fff" stroke-width="4" fill="none"/>',
};

function hue(seed: string): number {
  let value = 7;
  for (const letter of seed) value = (value * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return value;
}

function svg(size: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}">${body}</svg>`;
}

function itemPicture(kind: string, seed: string): string {
  const tone = hue(seed + kind);
  return svg(
    120,
    `<rect width="120" height="120" fill="hsl(${tone} 32% 92%)"/><ellipse cx="60" cy="100" rx="40" ry="7" fill="#000" opacity=".07"/><g fill="hsl(${tone} 38% 58%)">${SHAPES[kind] ?? SHAPES['bag']}</g>`,
  );
}

function portrait(seed: string): string {
  const tone = hue(seed);
  return svg(
    80,
    `<rect width="80" height="80" fill="hsl(${tone} 48% 82%)"/><circle cx="40" cy="32" r="15" fill="hsl(${(tone + 25) % 360} 55% 94%)"/><path d="M12 80q2-28 28-28t28 28z" fill="hsl(${tone} 42% 55%)"/><path d="M25 30q2-18 15-18t15 18q-8-8-15-8t-15 8z" fill="hsl(${(tone + 200) % 360} 25% 32%)"/>`,
  );
}

function photo(seed: string): string {
  const tone = hue(seed);
  const box =
    '<rect x="56" y="84" width="128" height="86" rx="4" fill="#c79a63"/><path d="M56 100h128M120 84v86" stroke="#a87c48" stroke-width="5"/><rect x="72" y="116" width="36" height="24" fill="#fff" opacity=".85"/>';
  return svg(
    240,
    `<rect width="240" height="240" fill="hsl(${tone} 18% 78%)"/><rect y="150" width="240" height="90" fill="hsl(${tone} 14% 64%)"/>${box}`,
  );
}

/** Draws the picture that an image address of one of the picture hosts stands for. */
export function picture(path: string): string {
  const flag = Object.keys(FLAGS).find((id) => path.includes(id));
  if (flag) {
    const fill = FLAGS[flag] ?? '#c4c9d2';
    return svg(
      24,
      `<path d="M5 3v19" stroke="#8a8f99" stroke-width="2"/><path d="M6 4h13l-3.5 4.5L19 13H6z" fill="${fill}" stroke="${fill === '#ffffff' ? '#8a8f99' : fill}"/>`,
    );
  }
  const [, kind = '', seed = ''] = /([a-z]+)-(\w+)\.(?:jpg|png)/.exec(path) ?? [];
  if (path.includes('/avatar/')) return portrait(path);
  if (kind === 'photo') return photo(seed);
  if (kind === 'icon')
    return svg(36, '<circle cx="18" cy="18" r="16" fill="#3d7fff"/><path d="M9 14q9-8 18 0v7q-9 8-18 0z" fill="#fff"/>');
  if (path.includes('close')) return svg(16, '<path d="M4 4l8 8m0-8l-8 8" stroke="#999" stroke-width="1.6"/>');
  if (path.includes('search'))
    return svg(
      16,
      '<circle cx="7" cy="7" r="4.5" fill="none" stroke="#999" stroke-width="1.5"/><path d="M10.5 10.5L14 14" stroke="#999" stroke-width="1.5"/>',
    );
  if (path.includes('send')) return svg(24, '<path d="M3 11.5L21 3l-6 18-3.5-7z" fill="#fd384f"/>');
  return itemPicture(kind, seed || path);
}
