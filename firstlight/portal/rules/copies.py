"""What partners' pages keep: which record a report became."""

from firstlight.kernel.values.copy import Copy

COPIES = (Copy("portal.Report"), Copy("portal.Confirmation"))
