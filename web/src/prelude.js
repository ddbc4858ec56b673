// What the library expects of its surroundings. Neither time nor chance: the same data make the
// same picture.
var global = Function('return this')();
var globalThis = global;
function setTimeout() {
    return 0;
}
function clearTimeout() {}
Math.random = (function () {
    var state = 1;
    return function () {
        state = (state * 16807) % 2147483647;
        return state / 2147483647;
    };
})();
Date = (function (Clock) {
    function Standing(at) {
        return new Clock(arguments.length ? at : 0);
    }
    Standing.prototype = Clock.prototype;
    Standing.now = function () {
        return 0;
    };
    return Standing;
})(Date);
// The interpreter's own order of equal elements is left to chance; here they stay as they came.
Array.prototype.sort = (function () {
    function usual(a, b) {
        if (a === b) return 0;
        if (a === undefined) return 1;
        if (b === undefined) return -1;
        return String(a) < String(b) ? -1 : 1;
    }
    function merged(left, right, order) {
        var all = [];
        var l = 0;
        var r = 0;
        while (l < left.length && r < right.length) {
            all.push(order(right[r], left[l]) < 0 ? right[r++] : left[l++]);
        }
        return all.concat(left.slice(l), right.slice(r));
    }
    function sorted(list, order) {
        if (list.length < 2) return list;
        var middle = list.length >> 1;
        return merged(sorted(list.slice(0, middle), order), sorted(list.slice(middle), order), order);
    }
    return function (order) {
        var list = sorted(Array.prototype.slice.call(this), order || usual);
        for (var i = 0; i < list.length; i++) this[i] = list[i];
        return this;
    };
})();
