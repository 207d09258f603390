package net.chingtech.ctos.skillhub.server.metadata;

/** No lists can be signed as things are. */
final class CannotList extends Exception {

    private static final long serialVersionUID = 1L;

    private final ListsState.Word state;

    CannotList(ListsState.Word state, String detail) {
        super(detail);
        this.state = state;
    }

    ListsState.Word state() {
        return state;
    }
}
