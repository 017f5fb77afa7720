import '#assets/base.css';
import '#assets/customer.css';
import '#assets/merge.css';
import '#assets/message.css';
import '#assets/doctor.css';
import '#assets/wording.css';
import './style.css';
import { render } from 'preact';
import { Dashboard } from '#components/dashboard/Dashboard.tsx';
import { GuardBanner } from '#components/guard/GuardBanner.tsx';
import { followReminders } from '#lib/background/reminders.ts';
import { openGuarded } from '#lib/db/guard.ts';

followReminders();
void openGuarded();
const root = document.getElementById('app');
if (root) render(<Dashboard banner={<GuardBanner />} />, root);
