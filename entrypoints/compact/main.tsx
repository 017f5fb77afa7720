import '#assets/base.css';
import '#assets/customer.css';
import '#assets/files.css';
import './style.css';
import { render } from 'preact';
import { CompactWindow } from '#components/compact/CompactWindow.tsx';
import { GuardBanner } from '#components/guard/GuardBanner.tsx';
import { followReminders } from '#lib/background/reminders.ts';

followReminders();
// The banner starts the check of the database; until that is through, writing is refused, reading is not.
const root = document.getElementById('app');
if (root) render(<CompactWindow banner={<GuardBanner />} />, root);
