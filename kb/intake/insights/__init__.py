"""What readers tell without writing a ticket, and what all of it says about the site."""
