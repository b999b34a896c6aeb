"""What people give: recognised by its content, looked at with advice, and made into what agents see.

`taking` is the door. Whatever opens the bytes of a stranger (`examining` and below) runs in a process
with limits, and needs no setting.
"""
