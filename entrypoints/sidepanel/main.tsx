import '#lib/language/locked.ts';
import '#assets/base.css';
import '#assets/customer.css';
import '#assets/merge.css';
import '#assets/message.css';
import '#assets/language.css';
import '#assets/waiting.css';
import '#assets/doctor.css';
import '#assets/wording.css';
import '#assets/files.css';
import './style.css';
import { render } from 'preact';
import { Panel } from '#components/customer/Panel.tsx';
import { GuardBanner } from '#components/guard/GuardBanner.tsx';
import { followReminders } from '#lib/background/reminders.ts';
import { followCadence } from '#lib/ui/cadence.ts';

followReminders();
followCadence();
// The banner starts the check of the database; until that is through, writing is refused, reading is not.
const root = document.getElementById('app');
if (root) render(<Panel banner={<GuardBanner />} />, root);
