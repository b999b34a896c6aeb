"""What people hold: permits of the register, and cards ordered, made and handed over."""
