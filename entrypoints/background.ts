import { defineBackground } from 'wxt/utils/define-background';
import { gate } from '#lib/background/gate.ts';
import { openCompact } from '#lib/background/compact-window.ts';
import { jumpToFirst, loudClicked } from '#lib/background/jump-first.ts';
import { isLoudNotice } from '#lib/background/louder.ts';
import { openPanelBeside } from '#lib/background/open-chat.ts';
import { injectPalette, injectPart, reinject, restoreOncePerSession, restoreUserSites } from '#lib/background/inject.ts';
import {
  followReminders,
  isTick,
  notificationButton,
  notificationClicked,
  notificationGone,
  reconcile,
  reconcileOnStart,
} from '#lib/background/reminders.ts';
import { tabMoved, takeMessages, takeReport } from '#lib/background/reports.ts';
import {
  commandSchema,
  draftSchema,
  messagesSchema,
  partSchema,
  picturesSchema,
  keepSchema,
  renderSchema,
  reportSchema,
  templatesSchema,
  usedSchema,
  whoSchema,
} from '#lib/background/schemas.ts';
import { noRequests } from '#lib/background/no-requests.ts';
import { installed, quietly, whenReady } from '#lib/background/ready.ts';
import { tappedSchema } from '#lib/background/tap-schema.ts';
import { followTap, isTapAlarm, noteRisk, reconcileTap, takeTapped } from '#lib/background/tap.ts';
import { checkOwnSite, completeByRules, pageCame, rulesFor, takePointed, takeScores } from '#lib/background/teach.ts';
import { picturesFor } from '#lib/background/template-pictures.ts';
import { keepReply, renderFor, templatesFor, templateUsed, whoIsOpen } from '#lib/background/templates.ts';
import { checkDraft, wordingFor } from '#lib/background/wording.ts';
import { snapshotIfDue } from '#lib/db/snapshot.ts';
import { markOldWaits } from '#lib/db/waiting.ts';
import { clearActiveChat } from '#lib/session.ts';
import { pointedSchema, scoreSchema } from '#lib/teach/schema.ts';

// Every browser event is registered here, synchronously: a worker that is woken by an event must find its listener.
export default defineBackground(() => {
  noRequests();
  gate('report', reportSchema, (data, origin) => {
    void noteRisk(data.reader, data.state);
    return whenReady(async () => {
      await checkOwnSite(data, origin);
      const taken = await takeReport(data, origin);
      void completeByRules(data, origin).catch((error: unknown) => console.debug('not completed', error));
      return taken;
    });
  });
  gate('tapped', tappedSchema, (data, origin) => takeTapped(data, origin));
  gate('templates', templatesSchema, (data) => whenReady(() => templatesFor(data.revision)));
  gate('render', renderSchema, (data, origin) => whenReady(() => renderFor(data, origin)));
  gate('keep', keepSchema, (data, origin) => whenReady(() => keepReply(data, origin)));
  gate('whoIsOpen', whoSchema, (data, origin) => whenReady(() => whoIsOpen(data.fingerprint, origin)));
  gate('templateUsed', usedSchema, (data) => whenReady(() => templateUsed(data)));
  gate('pictures', picturesSchema, (data, origin) => whenReady(() => picturesFor(data, origin)));
  gate('messages', messagesSchema, (data, origin) => whenReady(() => takeMessages(data, origin)));
  gate('pointed', pointedSchema, (data, origin) => takePointed(data, origin));
  gate('taughtRules', commandSchema, (_data, origin) => rulesFor(origin));
  gate('taughtScore', scoreSchema, (data, origin) => takeScores(data, origin));
  gate('loadPart', partSchema, (data, origin) => injectPart(data.file, origin));
  gate('loadPalette', commandSchema, (_data, origin) => injectPalette(origin));
  gate('wording', templatesSchema, (data) => whenReady(() => wordingFor(data.revision)));
  gate('checkDraft', draftSchema, (data, origin) => whenReady(() => checkDraft(data, origin)));
  gate('openPanel', commandSchema, async (_data, origin) => ({ ok: await openPanelBeside(origin.tabId) }));

  chrome.runtime.onInstalled.addListener((details) => void installed(details).then(restoreUserSites).then(reinject));
  // Conversations kept by a version that marked nobody.
  chrome.runtime.onInstalled.addListener(() => void quietly(() => markOldWaits(Date.now())));
  chrome.runtime.onStartup.addListener(() => void quietly(() => reconcileOnStart()));
  // The user may take a site's hosts away in the browser's own settings.
  chrome.permissions.onRemoved.addListener(() => void restoreUserSites());
  chrome.alarms.onAlarm.addListener((alarm) => {
    if (isTick(alarm) || isTapAlarm(alarm)) void reconcileTap();
    if (isTick(alarm))
      void quietly(() =>
        reconcile()
          .then(() => markOldWaits(Date.now()))
          .then(() => snapshotIfDue()),
      );
  });
  chrome.notifications.onClicked.addListener(
    (id) => void quietly(() => (isLoudNotice(id) ? loudClicked(id) : notificationClicked(id))),
  );
  chrome.notifications.onClosed.addListener((id) => void quietly(() => notificationGone(id)));
  chrome.notifications.onButtonClicked.addListener((id, button) => void quietly(() => notificationButton(id, button)));
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.id !== undefined) void openPanelBeside(tab.id);
    if (command === 'open-compact') void quietly(() => openCompact());
    if (command === 'jump-waiting') void quietly(() => jumpToFirst());
  });
  chrome.tabs.onUpdated.addListener((tabId, { status, url }, tab) => {
    if (status === 'loading' || url !== undefined) void tabMoved(tabId, url);
    if (status === 'complete') void pageCame(tabId, tab.url).catch((error: unknown) => console.debug('not completed', error));
  });
  chrome.tabs.onRemoved.addListener((tabId) => void clearActiveChat(tabId));

  followReminders();
  followTap();
  void reconcileTap();
  void restoreOncePerSession();
  void quietly(() => reconcile());
});
